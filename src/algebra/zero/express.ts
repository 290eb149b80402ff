/** Nodes of a circuit as expressions again, for conditions and messages. */
import { add, exp, multiply, numberNode, power } from "../construct.ts";
import type { Expression } from "../expression.ts";
import type { Circuit, NodeId } from "./circuit.ts";

export function express(circuit: Circuit, id: NodeId): Expression {
  const node = circuit.node(id);
  switch (node.op) {
    case "number":
      return numberNode(node.value);
    case "sum":
      return add(...node.args.map((a) => express(circuit, a)));
    case "product":
      return multiply(...node.args.map((a) => express(circuit, a)));
    case "power":
      return power(express(circuit, node.base), numberNode({ numerator: node.exponent, denominator: 1n }));
    case "generator": {
      const { expression } = node.generator;
      const exponent = numberNode(node.exponent);
      const isExp = expression.kind === "call" && expression.name === "exp";
      return isExp ? exp(multiply(exponent, expression.argument)) : power(expression, exponent);
    }
  }
}
