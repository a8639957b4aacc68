import { printable } from "../../../files";
import type { GraphNode, NodeAttribute } from "../../graph/types";
import type { ReadExternal } from "./externalData";
import { messageOf, nameOf } from "./names";
import { floatsOf, shortest, wholeNumber, wholeNumbersOf } from "./numbers";
import { type Budget, type Field, fieldsOf, type Refuse } from "./protobufReader";
import { readTensor } from "./readTensor";

/** What reading a part of a model takes. */
export interface Reading {
  readonly budget: Budget;
  readonly external: ReadExternal;
  readonly refuse: Refuse;
  /** Told that something was stored in half precision. */
  noteHalf(): void;
}

/** Operators that hold graphs of their own. */
const CONTROL = new Set(["If", "Loop", "Scan", "SequenceMap"]);
/** Names of ONNX's own domain. */
const OWN_DOMAIN = new Set(["", "ai.onnx"]);

/**
 * One node of an ONNX file.
 *
 * @throws InputError through `refuse`, naming node and operator, for an operator of another domain, one
 *   that holds graphs, and an attribute of a kind that is not read
 */
export function readNode(bytes: Buffer, reading: Reading): GraphNode {
  const { budget, refuse } = reading;
  let [operator, name, domain] = ["", "", ""];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Field[] = [];
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) inputs.push(nameOf(field, refuse));
    else if (field.number === 2) outputs.push(nameOf(field, refuse));
    else if (field.number === 3) name = nameOf(field, refuse);
    else if (field.number === 4) operator = nameOf(field, refuse);
    else if (field.number === 5) attributes.push(field);
    else if (field.number === 7) domain = nameOf(field, refuse);
  }
  const said = name || outputs[0] || "without a name";
  const own: Refuse = (found, expected) =>
    refuse(`node ${printable(said)} (${printable(operator)}) with ${found}`, expected);
  if (!OWN_DOMAIN.has(domain)) {
    own(`an operator of domain ${printable(domain)}`, "operators of ONNX's own domain");
  }
  if (CONTROL.has(operator)) own("graphs of its own", "a graph without If, Loop or Scan");
  const read = attributes.map((field) =>
    readAttribute(messageOf(field, own), { ...reading, refuse: own }),
  );
  return { operator, name: said, inputs, outputs, attributes: Object.fromEntries(read) };
}

/** What of an AttributeProto says its value. */
interface AttributeFields {
  name: string;
  type: number;
  readonly values: Map<number, Field[]>;
}

/** AttributeProto.type and the field that holds a value of it. */
const FIELD_OF_TYPE: Readonly<Record<number, number>> = {
  1: 2,
  2: 3,
  3: 4,
  4: 5,
  6: 7,
  7: 8,
  8: 9,
};

function readAttribute(bytes: Buffer, reading: Reading): [string, NodeAttribute] {
  const { refuse, budget } = reading;
  const { name, type, values } = attributeFields(bytes, budget, refuse);
  const own: Refuse = (found, expected) =>
    refuse(`attribute ${printable(name)}: ${found}`, expected);
  if (name === "__proto__") own("a name that is none", "an attribute of ONNX's operators");
  const fields = values.get(FIELD_OF_TYPE[type]) ?? [];
  const [last] = fields.slice(-1);
  switch (type) {
    case 1:
      return [name, { float: last?.bytes?.length === 4 ? shortest(last.bytes.readFloatLE()) : 0 }];
    case 2:
      return [name, wholeNumber(last?.value ?? 0n)];
    case 3:
      return [name, last === undefined ? "" : nameOf(last, own)];
    case 4: {
      const tensor = last === undefined ? Buffer.alloc(0) : messageOf(last, own);
      const { constant, half } = readTensor(tensor, { ...reading, refuse: own });
      if (half) reading.noteHalf();
      return [name, { tensor: constant }];
    }
    case 6:
      return [name, { floats: fields.flatMap((field) => [...floatsOf(field, own)]) }];
    case 7:
      return [name, fields.flatMap((field) => [...wholeNumbersOf(field, own)])];
    case 8:
      return [name, { strings: fields.map((field) => nameOf(field, own)) }];
    default:
      return own(`kind ${type}`, "a number, a text, a tensor, or a list of numbers or texts");
  }
}

function attributeFields(bytes: Buffer, budget: Budget, refuse: Refuse): AttributeFields {
  const fields: AttributeFields = { name: "", type: 0, values: new Map() };
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) fields.name = nameOf(field, refuse);
    else if (field.number === 20) fields.type = Number(field.value);
    else {
      const before = fields.values.get(field.number) ?? [];
      before.push(field);
      fields.values.set(field.number, before);
    }
  }
  return fields;
}
