import { cost } from "./budget";
import type { Opcode, PickleMachine } from "./machine";
import { Op } from "./opcodes";
import { describe, InertRecord, tuple } from "./values";

function append(machine: PickleMachine, values: unknown[]): void {
  const list = machine.top();
  const items = list instanceof InertRecord ? list.items : list;
  if (!Array.isArray(items) || Object.isFrozen(items)) {
    machine.fail(`items appended to ${describe(list)}`, "a list");
  }
  machine.spend(cost.place * values.length);
  for (const value of values) items.push(value);
}

function setItems(machine: PickleMachine, pairs: unknown[]): void {
  const dict = machine.top();
  const entries = dict instanceof InertRecord ? dict.entries : dict;
  if (!(entries instanceof Map)) machine.fail(`entries set in ${describe(dict)}`, "a dict");
  fill(machine, entries, pairs);
}

function fill(machine: PickleMachine, dict: Map<unknown, unknown>, pairs: unknown[]): void {
  if (pairs.length % 2 !== 0) machine.fail("a dict key without a value", "pairs");
  machine.spend(cost.entry * (pairs.length / 2));
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i];
    if (key instanceof Map || key instanceof Set || (Array.isArray(key) && !Object.isFrozen(key))) {
      machine.fail(`${describe(key)} as a dict key`, "a value that does not change");
    }
    dict.set(key, pairs[i + 1]);
  }
}

function addItems(machine: PickleMachine, values: unknown[]): void {
  const set = machine.top();
  if (!(set instanceof Set)) machine.fail(`items added to ${describe(set)}`, "a set");
  machine.spend(cost.entry * values.length);
  for (const value of values) set.add(value);
}

function make(machine: PickleMachine, bytes: number, value: unknown): void {
  machine.spend(bytes);
  machine.push(value);
}

function makeTuple(machine: PickleMachine, items: unknown[]): void {
  make(machine, cost.small + cost.place * items.length, tuple(items));
}

/** Opcodes that make tuples, lists, dicts and sets, and those that mark, copy and recall. */
export const containerOpcodes: Record<number, Opcode> = {
  [Op.MARK]: (m) => m.mark(),
  [Op.POP]: (m) => {
    m.pop();
  },
  [Op.POP_MARK]: (m) => {
    m.popMark();
  },
  [Op.DUP]: (m) => m.push(m.top()),
  [Op.EMPTY_TUPLE]: (m) => makeTuple(m, []),
  [Op.TUPLE1]: (m) => makeTuple(m, m.popLast(1)),
  [Op.TUPLE2]: (m) => makeTuple(m, m.popLast(2)),
  [Op.TUPLE3]: (m) => makeTuple(m, m.popLast(3)),
  [Op.TUPLE]: (m) => makeTuple(m, m.popMark()),
  [Op.EMPTY_LIST]: (m) => make(m, cost.small, []),
  [Op.LIST]: (m) => make(m, cost.small, m.popMark()),
  [Op.APPEND]: (m) => append(m, m.popLast(1)),
  [Op.APPENDS]: (m) => append(m, m.popMark()),
  [Op.EMPTY_DICT]: (m) => make(m, cost.container, new Map()),
  [Op.DICT]: (m) => {
    const pairs = m.popMark();
    const dict = new Map();
    fill(m, dict, pairs);
    make(m, cost.container, dict);
  },
  [Op.SETITEM]: (m) => setItems(m, m.popLast(2)),
  [Op.SETITEMS]: (m) => setItems(m, m.popMark()),
  [Op.EMPTY_SET]: (m) => make(m, cost.container, new Set()),
  [Op.FROZENSET]: (m) => {
    const values = m.popMark();
    make(m, cost.container + cost.entry * values.length, new Set(values));
  },
  [Op.ADDITEMS]: (m) => addItems(m, m.popMark()),
  [Op.BINPUT]: (m) => m.remember(m.uint8()),
  [Op.LONG_BINPUT]: (m) => m.remember(m.uint32()),
  [Op.MEMOIZE]: (m) => m.remember(m.memo.size),
  [Op.BINGET]: (m) => m.recall(m.uint8()),
  [Op.LONG_BINGET]: (m) => m.recall(m.uint32()),
};
