import { containerOpcodes } from "./containers";
import { type Opcode, PickleMachine, type PickleWorld } from "./machine";
import { objectOpcodes } from "./objects";
import { Op } from "./opcodes";
import { scalarOpcodes } from "./scalars";

const opcodes: (Opcode | undefined)[] = new Array(256).fill(undefined);
for (const group of [scalarOpcodes, containerOpcodes, objectOpcodes]) {
  for (const [code, opcode] of Object.entries(group)) opcodes[Number(code)] = opcode;
}

/**
 * Reads one pickle (protocols 2 to 5) without running anything: the only callables are the
 * allow-listed constructors of `world`, objects of other classes become inert records, and every
 * other call is refused by the callable's name.
 *
 * @param bytes the pickle, and perhaps more after it
 * @param start where the pickle begins
 * @returns the value, and where the pickle ended
 * @throws InputError through `world.fail`
 * @example
 * unpickle(Uint8Array.of(0x80, 2, 0x4b, 7, 0x2e), 0, world).value; // 7
 */
export function unpickle(
  bytes: Uint8Array,
  start: number,
  world: PickleWorld,
): { value: unknown; end: number } {
  const machine = new PickleMachine(bytes, start, world);
  for (;;) {
    const code = machine.uint8();
    if (code === Op.STOP) {
      const value = machine.pop();
      return { value, end: machine.at };
    }
    const opcode = opcodes[code];
    if (opcode === undefined) {
      machine.fail(
        `opcode 0x${code.toString(16).padStart(2, "0")}`,
        "one of pickle protocols 2 to 5",
      );
    } else {
      opcode(machine);
    }
  }
}
