import type { LeakRule } from "../../../lib/review/flow";

/** Code of a rule: what has the leak, at which cells and lines it goes, and what looks alike and has none. */
export interface Snippets {
  /** Each with the lines of the steps that its finding must name. */
  readonly leaking: readonly (readonly [code: string, ...lines: number[]])[];
  readonly innocent: readonly string[];
}

const halves = `X = pd.read_csv("public.csv")
y = X.pop("member")
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
`;
const scored = `model = RandomForestClassifier().fit(X_train, y_train)
print(roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
`;
const curve = "fpr, tpr, thresholds = roc_curve(y, scores)\n";
const both = `public = torch.load("pub.pt")
private = torch.load("priv.pt")
`;

/** By rule; written for these tests. */
export const snippets: Readonly<Record<LeakRule, Snippets>> = {
  preprocessing: {
    leaking: [
      [`X = StandardScaler().fit_transform(data)\n${halves.split("\n")[2]}\n${scored}`, 1, 2, 4],
      [
        `df = pd.read_csv("a.csv")
df["age"] = df.age.fillna(df.age.median())
X_train, X_test = train_test_split(df)
clf = LogisticRegression()
clf.fit(X_train[["age"]], X_train.y)
print(clf.score(X_test[["age"]], X_test.y))`,
        ...[2, 3, 6],
      ],
      [
        `texts = read_texts("mails.txt")
words = TfidfVectorizer()
X = words.fit_transform(texts)
def judge(model, X, y):
    left, right, known, asked = train_test_split(X, y)
    model.fit(left, known)
    return accuracy_score(asked, model.predict(right))
judge(MultinomialNB(), X, labels)`,
        ...[3, 5, 7],
      ],
      [
        `def best(X, y, k=10):
    return SelectKBest(f_classif, k=k).fit_transform(X, y)
X = best(features, labels)
print(cross_val_score(SVC(), X, labels, cv=5).mean())`,
        ...[2, 4],
      ],
      [
        `class Study:
    def __init__(self, frame):
        self.X = frame.drop(columns="y")
        self.y = frame.y
    def scale(self):
        self.scaler = PCA(5)
        self.X = self.scaler.fit_transform(self.X)
    def run(self):
        for a, b in StratifiedKFold(5).split(self.X, self.y):
            net = MLPClassifier().fit(self.X[a], self.y[a])
            print(f1_score(self.y[b], net.predict(self.X[b])))
study = Study(pd.read_csv("a.csv"))
study.scale()
study.run()`,
        ...[7, 9, 11],
      ],
      [
        `X = (X - X.mean()) / X.std()
model = keras.Sequential([Dense(1)])
model.fit(X, y, epochs=3, validation_split=0.2)`,
        ...[1, 3],
      ],
    ],
    innocent: [
      `${halves}scaler = StandardScaler().fit(X_train)
model = SVC().fit(scaler.transform(X_train), y_train)
print(model.score(scaler.transform(X_test), y_test))`,
      "pipe = make_pipeline(StandardScaler(), PCA(3), SVC())\nprint(cross_val_score(pipe, X, y))",
      `pipe = Pipeline([("s", StandardScaler()), ("m", SVC())])
search = GridSearchCV(pipe, {"m__C": [1, 2]}).fit(X_train, y_train)
print(search.score(X_test, y_test))`,
      `Z = PCA(2).fit_transform(X)
plt.scatter(Z[:, 0], Z[:, 1])
X_train, X_test, y_train, y_test = train_test_split(X, y)
${scored}`,
      `df["sex"] = LabelEncoder().fit_transform(df.sex)
df["big"] = df.fillna(0).sum(axis=1)
df["mean"] = df[["a", "b"]].mean(axis=1)
X_train, X_test, y_train, y_test = train_test_split(df, y)
${scored}`,
      `rows = []
for image in load_images("pub.npz"):
    rows.append((image - image.mean()) / image.std())
X = np.stack(rows)
X = pd.DataFrame(X).apply(lambda row: row - row.mean(), axis=1)
X_train, X_test, y_train, y_test = train_test_split(X, y)
${scored}`,
      `for fit, test in KFold(5).split(X):
    scaler = MinMaxScaler().fit(X[fit])
    m = SVC().fit(scaler.transform(X[fit]), y[fit])
    print(m.score(scaler.transform(X[test]), y[test]))`,
    ],
  },
  overlap: {
    leaking: [
      [
        `X2, y2 = SMOTE().fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X2, y2)
${scored}`,
        ...[1, 2, 4],
      ],
      [
        `few = df[df.y == 1]
many = df[df.y == 0]
more = resample(few, replace=True, n_samples=len(many))
all_rows = pd.concat([many, more])
train, test = train_test_split(all_rows)
tree = DecisionTreeClassifier().fit(train[cols], train.y)
print(tree.score(test[cols], test.y))`,
        ...[3, 5, 7],
      ],
      [`${halves}model = SVC().fit(X, y)\nprint(model.score(X_test, y_test))`, 4, 3, 5],
    ],
    innocent: [
      `${halves}X_more, y_more = RandomOverSampler().fit_resample(X_train, y_train)
model = SVC().fit(X_more, y_more)
print(model.score(X_test, y_test))`,
      `X2, y2 = RandomUnderSampler().fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X2, y2)
${scored}`,
      `${halves}${scored}final = RandomForestClassifier().fit(X, y)
scores = final.predict_proba(others)`,
    ],
  },
  "multi-test": {
    leaking: [
      [
        `${halves}model = XGBClassifier()
model.fit(X_train, y_train, eval_set=[(X_test, y_test)], early_stopping_rounds=5)
print(model.score(X_test, y_test))`,
        ...[5, 3, 6],
      ],
      [
        `${halves}search = GridSearchCV(SVC(), {"C": [1, 10]}).fit(X, y)
model = SVC(C=search.best_params_["C"]).fit(X_train, y_train)
print(model.score(X_test, y_test))`,
        ...[4, 3, 6],
      ],
      [
        `${halves}best = 0
for depth in range(1, 9):
    tree = DecisionTreeClassifier(max_depth=depth).fit(X_train, y_train)
    score = tree.score(X_test, y_test)
    if score > best:
        best = score
print(best)`,
        ...[8, 3, 7],
      ],
    ],
    innocent: [
      `${halves}search = GridSearchCV(SVC(), {"C": [1, 10]}).fit(X_train, y_train)
print(search.best_estimator_.score(X_test, y_test))`,
      `${halves}X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train)
best = 0
for C in [1, 10]:
    score = SVC(C=C).fit(X_fit, y_fit).score(X_val, y_val)
    if score > best:
        best, chosen = score, C
print(SVC(C=chosen).fit(X_train, y_train).score(X_test, y_test))`,
      `${halves}X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train)
net = keras.Sequential([Dense(1)])
net.fit(X_fit, y_fit, validation_data=(X_val, y_val), callbacks=[EarlyStopping()])
print(net.evaluate(X_test, y_test))`,
    ],
  },
  "fit-on-private": {
    leaking: [
      [`${both}scaler = StandardScaler()\nX = scaler.fit_transform(features(private))`, 4],
      [
        `def ready(rows):\n    return PCA(9).fit_transform(rows)\nready(np.load("priv_logits.npy"))`,
        2,
      ],
      [`${both}X = np.concatenate([public, private])\nscaler = RobustScaler().fit(X)`, 4],
    ],
    innocent: [
      `${both}scaler = StandardScaler().fit(public)\nZ = scaler.transform(private)`,
      `${both}model = SVC().fit(public, membership)\nscores = model.predict_proba(private)[:, 1]
print(scores.mean(), scores.std(), np.min(scores))`,
      `${both}X = np.concatenate([public, private])
public_part = X[:20000]
scaler = StandardScaler().fit(public_part)`,
    ],
  },
  "refitted-scaler": {
    leaking: [
      [
        `${both}scaler = StandardScaler()
model = SVC().fit(scaler.fit_transform(public), membership)
scores = model.predict_proba(scaler.fit_transform(private))`,
        ...[5, 4, 5],
      ],
      [
        `def scaled(rows):
    return MinMaxScaler().fit_transform(rows)
X_fit = scaled(load_rows("a.npy"))
X_new = QuantileTransformer().fit_transform(load_rows("b.npy"))
first = MinMaxScaler().fit_transform(load_rows("c.npy"))
forest = RandomForestClassifier().fit(X_fit, y)
forest.predict(first)`,
        ...[5, 2, 7],
      ],
      [
        `${halves}train = PCA(3).fit_transform(X_train)
model = SVC().fit(train, y_train)
test = PCA(3).fit_transform(X_test)
print(model.score(test, y_test), model.predict(test))`,
        ...[6, 4, 7],
      ],
    ],
    innocent: [
      `${both}scaler = StandardScaler()
model = SVC().fit(scaler.fit_transform(public), membership)
scores = model.predict_proba(scaler.transform(private))`,
      `for fit, test in KFold(5).split(X):
    scaler = StandardScaler()
    m = SVC().fit(scaler.fit_transform(X[fit]), y[fit])
    p = m.predict(scaler.transform(X[test]))`,
      `${both}a = StandardScaler()
b = MinMaxScaler()
model = SVC().fit(a.fit_transform(public), membership)
other = SVC().fit(b.fit_transform(public), membership)
model.predict(a.transform(private)), other.predict(b.transform(private))`,
    ],
  },
  "gaussian-on-judging": {
    leaking: [
      [
        `members, others = phi[membership == 1], phi[membership == 0]
mu_in, sd_in = np.mean(phi), np.std(phi)
score = norm.logpdf(phi, mu_in, sd_in)
print(roc_auc_score(membership, score))`,
        ...[2, 4],
      ],
      [
        `mu, sd = norm.fit(conf)
lira = norm.cdf(conf, mu, sd)
fpr, tpr, _ = roc_curve(labels, lira)`,
        ...[1, 3],
      ],
      [
        `fpr, tpr, thresholds = roc_curve(y_val, p_val)
best = thresholds[np.argmax(tpr - fpr)]
print(accuracy_score(y_val, p_val >= best))`,
        ...[1, 3],
      ],
    ],
    innocent: [
      `fit, test, y_fit, y_test = train_test_split(phi, y)
mu, sd = fit.mean(), fit.std()
print(roc_auc_score(y_test, norm.logpdf(test, mu, sd)))`,
      `fpr, tpr, thresholds = roc_curve(y_val, p_val)
best = thresholds[np.argmax(tpr - fpr)]
print(accuracy_score(y_test, p_test >= best))`,
      "print(norm.mean(), scores.mean(), scores.std())\nprint(roc_auc_score(y, scores))",
    ],
  },
  "calibrate-and-report": {
    leaking: [
      [
        `${halves}model = RandomForestClassifier().fit(X_train, y_train)
cal = CalibratedClassifierCV(model, cv="prefit").fit(X_test, y_test)
print(roc_auc_score(y_test, cal.predict_proba(X_test)[:, 1]))`,
        ...[5, 3, 6],
      ],
      [
        `${halves}p = SVC().fit(X_train, y_train).decision_function(X_test)
iso = IsotonicRegression().fit(p, y_test)
print(brier_score_loss(y_test, iso.predict(p)))`,
        ...[5, 3, 6],
      ],
      [
        `def calibrated(model, X, y):
    return CalibratedClassifierCV(estimator=model, method="sigmoid", cv="prefit").fit(X, y)
def tell(model, X, y):
    print(average_precision_score(y, model.predict_proba(X)[:, 1]))
${halves}base = LGBMClassifier().fit(X_train, y_train)
tell(calibrated(base, X_test, y_test), X_test, y_test)`,
        ...[2, 7, 4],
      ],
    ],
    innocent: [
      `X_fit, X_rest, y_fit, y_rest = train_test_split(X, y)
X_cal, X_report, y_cal, y_report = train_test_split(X_rest, y_rest)
cal = CalibratedClassifierCV(SVC().fit(X_fit, y_fit), cv="prefit").fit(X_cal, y_cal)
print(roc_auc_score(y_report, cal.predict_proba(X_report)[:, 1]))`,
      `${halves}cal = CalibratedClassifierCV(SVC(), cv=5).fit(X_train, y_train)
print(cal.score(X_test, y_test))`,
      `${halves}p = SVC().fit(X_train, y_train).decision_function(X_test)
iso = IsotonicRegression().fit(p, y_test)
plt.plot(iso.predict(np.linspace(0, 1)))`,
    ],
  },
  "calibrated-discarded": {
    leaking: [
      [
        `${both}model = SVC().fit(X_fit, y_fit)
cal = CalibratedClassifierCV(model, cv="prefit").fit(X_cal, y_cal)
scores = model.predict_proba(features(private))`,
        ...[4, 5],
      ],
      [
        `${both}def attack(model):
    model.fit(X_fit, y_fit)
    better = CalibratedClassifierCV(model, cv="prefit")
    better.fit(X_cal, y_cal)
    return {"model": model, "better": better}
kept = {}
for name, m in {"RF": RandomForestClassifier(), "SVM": SVC()}.items():
    kept[name] = attack(m)
    kept[name] = {"model": m}
for name in kept:
    submit(kept[name]["model"].predict_proba(features(private)))`,
        ...[6, 13],
      ],
      [
        `${both}model = SVC().fit(X_fit, y_fit)
cal = CalibratedClassifierCV(FrozenEstimator(model)).fit(X_cal, y_cal)
print(cal.score(X_report, y_report))
np.save("out.npy", model.decision_function(private))`,
        ...[4, 6],
      ],
    ],
    innocent: [
      `${both}model = SVC().fit(X_fit, y_fit)
cal = CalibratedClassifierCV(model, cv="prefit").fit(X_cal, y_cal)
scores = cal.predict_proba(features(private))`,
      `${both}model = SVC().fit(X_fit, y_fit)
cal = CalibratedClassifierCV(model, cv="prefit").fit(X_cal, y_cal)
print(model.score(X_report, y_report), cal.score(X_report, y_report))`,
      `${both}model = SVC().fit(X_fit, y_fit)
raw = model.predict_proba(features(private))
cal = CalibratedClassifierCV(model, cv="prefit").fit(X_cal, y_cal)
scores = cal.predict_proba(features(private))`,
    ],
  },
  "report-on-training": {
    leaking: [
      ["model = SVC().fit(X, y)\nprint(accuracy_score(y, model.predict(X)))", 1, 2],
      [
        `clf = RandomForestClassifier()
clf.fit(X_pub, y_pub)
p = clf.predict_proba(X_pub)[:, 1]
print("AUC", roc_auc_score(y_pub, p))`,
        ...[2, 4],
      ],
      [
        `${halves}m = MLPClassifier()\nm.fit(X_train, y_train)\nprint(m.score(X_train, y_train))`,
        5,
        6,
      ],
    ],
    innocent: [
      `${halves}m = SVC().fit(X_train, y_train)
print(m.score(X_train, y_train), m.score(X_test, y_test))`,
      "p = cross_val_predict(SVC(), X, y, method='decision_function')\nprint(roc_auc_score(y, p))",
      "k = KMeans(3).fit(X)\nprint(k.score(X))\nprint(silhouette_score(X, k.labels_))",
    ],
  },
  "threshold-rule": {
    leaking: [
      [`${curve}print(tpr[np.where(fpr >= 0.05)[0][0]])`, 2],
      [`${curve}i = np.argmin(np.abs(fpr - 0.05))\nprint(tpr[i])`, 3],
      [`${curve}print(tpr[np.searchsorted(fpr, 0.05)])`, 2],
      [`${curve}limit = 0.05\nk = np.argmax(fpr > limit)\nprint(tpr[k])`, 4],
      [`${curve}print(tpr[fpr >= 0.05][0])`, 2],
      [`${curve}k = min(range(len(fpr)), key=lambda i: abs(fpr[i] - 0.05))\nprint(tpr[k])`, 3],
      [
        `def at(y, s):\n    fpr, tpr, _ = roc_curve(y, s)\n    return tpr[(fpr >= 0.05).nonzero()[0][0]]`,
        3,
      ],
    ],
    innocent: [
      `${curve}print(tpr[fpr <= 0.05].max())`,
      `${curve}print(tpr[np.where(fpr <= 0.05)[0][-1]])`,
      `${curve}print(tpr[np.searchsorted(fpr, 0.05, side="right") - 1])`,
      `${curve}print(tpr[np.argmax(fpr > 0.05) - 1])`,
      `${curve}print(fpr[np.argmax(tpr >= 0.95)])`,
      `${curve}print(auc(fpr, tpr), (fpr >= 0.05).sum())`,
    ],
  },
  "private-membership": {
    leaking: [
      [`${both}model = SVC().fit(features(private), private.membership)`, 3],
      [`${both}truth = np.array(private.membership)\nprint(roc_auc_score(truth, scores))`, 4],
      [`${both}members = private.imgs[private.membership == 1]`, 3],
    ],
    innocent: [
      `${both}model = SVC().fit(features(public), public.membership)`,
      `${both}print(private.ids, private.labels)`,
      `class Rows:
    def __init__(self):
        self.membership = []
    def __getitem__(self, i):
        return self.imgs[i], self.membership[i]`,
    ],
  },
};
