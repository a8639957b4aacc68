import { limits } from "../../limits";
import { printable } from "../../text";
import { cost } from "./budget";
import type { Opcode, PickleMachine } from "./machine";
import { Op } from "./opcodes";
import { Buildable, describe, Global, InertRecord } from "./values";

// Nothing of these modules is data. A reference to them would be inert too, but a file that holds
// one is not what it says it is.
const INTERPRETER =
  /^(os|posix|nt|subprocess|sys|builtins|__builtin__|importlib|runpy|code|socket|shutil|pty|ctypes|pickle|marshal|webbrowser|operator|functools)(\.|$)/;
const BASES = [
  ...["object", "list", "dict", "tuple", "int", "long", "float", "str", "unicode", "bool"],
].flatMap((name) => [`builtins.${name}`, `__builtin__.${name}`]);
const REFUSED =
  "only what data need (nothing of it was run; save tensors, arrays and plain values instead)";
const OF_MEMBERS = "; if it is an Enum, save its member's value";
const RECONSTRUCTORS = ["copyreg._reconstructor", "copy_reg._reconstructor"];

function refuse(machine: PickleMachine, value: unknown, args: readonly unknown[] = []): never {
  const found = value instanceof Global ? printable(value.path) : describe(value);
  // So a pickle makes a member of an Enum, of which nothing else is known.
  const isMember = args.length === 1 && ["string", "number"].includes(typeof args[0]);
  return machine.fail(`${found} called`, isMember ? `${REFUSED}${OF_MEMBERS}` : REFUSED);
}

function reference(machine: PickleMachine, module: unknown, name: unknown): void {
  if (typeof module !== "string" || typeof name !== "string") {
    machine.fail(`${describe(name)} as a global's name`, "a string");
  }
  const length = module.length + name.length;
  if (length > limits.nameLength) machine.fail(`a global's name of ${length} characters`, "a name");
  machine.spend(cost.small + length);
  const global = new Global(module, name);
  const known = machine.world.globals.has(global.path) || BASES.includes(global.path);
  if (!known && INTERPRETER.test(module)) refuse(machine, global);
  machine.push(global);
}

/** Makes an object of a class: an allow-listed one by its constructor, any other an inert record. */
function instance(machine: PickleMachine, cls: unknown, args: unknown): void {
  if (!(cls instanceof Global) || !Array.isArray(args)) refuse(machine, cls);
  const make = machine.world.globals.get(cls.path);
  machine.spend(make === undefined ? cost.record : cost.container);
  if (make !== undefined) machine.push(make(args, machine.fail, machine.spend));
  else machine.push(new InertRecord(printable(cls.path), args));
}

function call(machine: PickleMachine, callable: unknown, args: unknown): void {
  if (!(callable instanceof Global) || !Array.isArray(args)) refuse(machine, callable);
  if (RECONSTRUCTORS.includes(callable.path)) {
    reconstruct(machine, args);
    return;
  }
  const make = machine.world.globals.get(callable.path);
  if (make === undefined) refuse(machine, callable, args);
  machine.spend(cost.container);
  machine.push(make(args, machine.fail, machine.spend));
}

/** `copyreg._reconstructor(cls, base, state)`: how protocols 0 and 1 make plain objects. */
function reconstruct(machine: PickleMachine, [cls, base, state]: readonly unknown[]): void {
  if (!(base instanceof Global) || !BASES.includes(base.path)) refuse(machine, base);
  instance(machine, cls, []);
  const made = machine.top();
  if (!(made instanceof InertRecord)) return;
  if (Array.isArray(state)) {
    machine.spend(cost.place * state.length);
    for (const item of state) made.items.push(item);
  }
  if (state instanceof Map) copyEntries(machine, state, made.entries);
}

function copyEntries(machine: PickleMachine, from: Map<unknown, unknown>, to: typeof from): void {
  machine.spend(cost.entry * from.size);
  for (const [key, value] of from) to.set(key, value);
}

function build(machine: PickleMachine, state: unknown): void {
  const value = machine.top();
  // An OrderedDict's own attributes (torch's _metadata) and a default dict's say nothing of data.
  if (value instanceof Map) return;
  if (value instanceof Buildable) {
    value.build(state, machine.fail, machine.spend, (length) => machine.take(length));
    return;
  }
  if (!(value instanceof InertRecord)) refuse(machine, value);
  const [dict, slots] = Array.isArray(state) && state.length === 2 ? state : [state, null];
  const dicts = [dict, slots].filter((part) => part !== null);
  if (dicts.every((part) => part instanceof Map)) {
    for (const part of dicts) copyEntries(machine, part, value.attributes);
  } else {
    value.state = state;
  }
}

/** Opcodes that name classes and functions, make objects and give them their state. */
export const objectOpcodes: Record<number, Opcode> = {
  [Op.GLOBAL]: (m) => {
    const module = m.line();
    reference(m, module, m.line());
  },
  [Op.STACK_GLOBAL]: (m) => {
    const name = m.pop();
    reference(m, m.pop(), name);
  },
  [Op.BINPERSID]: (m) => m.push(m.world.persistent(m.pop(), m.fail)),
  [Op.REDUCE]: (m) => {
    const args = m.pop();
    call(m, m.pop(), args);
  },
  [Op.NEWOBJ]: (m) => {
    const args = m.pop();
    instance(m, m.pop(), args);
  },
  [Op.NEWOBJ_EX]: (m) => {
    m.pop();
    const args = m.pop();
    instance(m, m.pop(), args);
  },
  [Op.BUILD]: (m) => build(m, m.pop()),
};
