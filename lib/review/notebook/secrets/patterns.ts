/** What a kind of secret looks like; the first group is the secret, else the whole match. */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** Tokens that can be told by their form, and values given to names that tell. */
export const secretPatterns: readonly SecretPattern[] = [
  { kind: "private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  { kind: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g },
  { kind: "GitLab token", pattern: /\bglpat-[\w-]{20,}/g },
  { kind: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,}/g },
  { kind: "npm token", pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: "AWS key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: "Google API key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "Slack token", pattern: /\bxox[abprs]-[\w-]{10,}/g },
  { kind: "API key", pattern: /\bsk-[A-Za-z0-9_-]{20,}/g },
  // Its header is left to stand before the point: a search for it takes the square of the time.
  { kind: "JSON web token", pattern: /\.(eyJ[\w-]{10,}\.[\w-]{10,})/g },
  { kind: "password in a URL", pattern: /\bhttps?:\/\/[^\s/:@"']{1,64}:([^\s/@"']{3,})@/g },
  {
    kind: "token in a URL",
    pattern:
      /[?&](?:access_?|api_?|auth_?)?(?:token|key|secret|password|sig)=([\w.~+/%-]{8,200})/gi,
  },
  {
    kind: "value of a name that tells",
    pattern:
      /\b\w{0,40}(?:token|secret|passwo?r?d|pwd|api[-_ ]?key|access[-_]?key|private[-_]?key|server[-_]?key|credential|authorization)s?["']?\s{0,3}\]?\s{0,3}(?::\s{0,3}\w{1,10}\s{0,3}=|[:=])\s{0,3}["'`]([^"'`\s]{6,200})["'`]/gi,
  },
  {
    kind: "value behind a name that tells",
    pattern:
      /["'`][\w-]{0,40}(?:token|secret|passwo?r?d|key|authorization)["'`]\s{0,3}[,:]\s{0,3}["'`]([^"'`\s]{8,200})["'`]/gi,
  },
  {
    kind: "default of an environment variable",
    pattern:
      /\b(?:getenv|environ\.get|environ\.setdefault)\(\s{0,9}["']\w{0,40}(?:token|secret|pass|pwd|key|auth|credential)\w{0,40}["']\s{0,9},\s{0,9}["']([^"'\s]{6,200})["']/gi,
  },
  {
    kind: "default of an environment variable",
    pattern:
      /\bprocess\.env[.["']{1,3}\w{0,40}(?:token|secret|pass|pwd|key|auth|credential)\w{0,40}["'\]]{0,3}\s{0,3}(?:\?\?|\|\|)\s{0,3}["'`]([^"'`\s]{6,200})["'`]/gi,
  },
  {
    kind: "argument of a login",
    pattern:
      /\b(?:login|log_in|authenticate|authorize|set_token|set_api_key)\(\s{0,9}(?:\w{1,30}\s{0,3}=\s{0,3})?["']([^"'\s]{8,200})["']/gi,
  },
  { kind: "authorization header", pattern: /\b(?:Bearer|Basic|Token)\s+([\w.~+/-]{16,}=*)/g },
  {
    kind: "unquoted value of a name that tells",
    pattern:
      /\b\w{0,40}(?:token|secret|password|passwd|pwd|key|credential)s?\s{0,3}[:=]\s{0,3}([\w.~+/=-]{12,200})/gi,
  },
];

/** What stands where a secret would, and is none. */
export const placeholder =
  /^(?:your|my[_-]|x{3,}|<|\[|\$|\{|%|process\.env|os\.|env[._]|config[._]|settings[._]|args[._]|self[._]|change|todo|none|null|undefined|true|false|example|\*+|\.{3}|-{3}|token|secret|password|api[_-]?key|insert|dummy|test|fake|sample|replace|enter|put|paste|fill|redacted|removed|hidden|masked|placeholder|course|team|str\b|string)|your[_-]?(?:token|key|api|secret|pass)|redacted|placeholder|x{5}|_here$/i;
