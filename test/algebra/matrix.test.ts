import { describe, expect, it } from "vitest";
import {
  carryOutMatrices,
  determinant,
  type Expression,
  equals,
  equation,
  identityMatrix,
  invertMatrix,
  isZero,
  type MatrixNode,
  multiplyMatrices,
  parse,
  toText,
  transposeMatrix,
} from "../../src/algebra/index.ts";
import { errorOf } from "./support.ts";

const names = "a b c d p q r s t u v w x y z".split(" ");
const read = (text: string): Expression => parse(text, names);
function matrix(text: string): MatrixNode {
  const e = read(text);
  if (e.kind !== "matrix") throw new Error("not a matrix");
  return e;
}

describe("small matrices", () => {
  const general = matrix("[[a, b, c], [p, q, r], [x, y, z]]");

  it("have the determinant of Leibniz", () => {
    const leibniz = read("a*q*z + b*r*x + c*p*y - c*q*x - b*p*z - a*r*y");
    expect(isZero(equation(determinant(general), leibniz)).verdict).toBe("zero");
    expect(isZero(equation(determinant(transposeMatrix(general)), leibniz)).verdict).toBe("zero");
  });

  it("have an inverse from both sides", () => {
    for (const m of [general, matrix("[[a, b], [c, d]]"), matrix("[[a]]")]) {
      const one = identityMatrix(m.rows.length);
      expect(isZero(equation(multiplyMatrices(m, invertMatrix(m)), one)).verdict).toBe("zero");
      expect(isZero(equation(multiplyMatrices(invertMatrix(m), m), one)).verdict).toBe("zero");
    }
  });

  it("have the determinant of a product as product of determinants", () => {
    const [m, n] = [matrix("[[a, b], [c, d]]"), matrix("[[p, q], [r, s]]")];
    const claim = read("(a*d - b*c)*(p*s - q*r)");
    expect(isZero(equation(determinant(multiplyMatrices(m, n)), claim)).verdict).toBe("zero");
  });

  it("are carried out in formulas, in the order of the factors", () => {
    expect(toText(carryOutMatrices(read("x*[[a, b]]*[[c], [d]] + [[1]]")))).toBe("[[x*a*c + x*b*d + 1]]");
    expect(toText(carryOutMatrices(read("[[a, 1], [0, b]]^2")))).toBe("[[a*a, a + b], [0, b*b]]");
    const [xy, yx] = ["[[1, x], [0, 1]]*[[1, 0], [y, 1]]", "[[1, 0], [y, 1]]*[[1, x], [0, 1]]"];
    expect(isZero(read(`${xy} = ${yx}`)).verdict).toBe("nonzero");
    expect(equals(carryOutMatrices(read("a + b")), read("a + b"))).toBe(true);
  });

  it.each([
    ["[[a, b]]*[[c, d]]"],
    ["[[a, b]] + [[c], [d]]"],
    ["[[a]] + b"],
    ["[[a, b], [c, d], [p, q]]^(-1)"],
    ["[[a]]^x"],
  ])("refuse %s, whose shapes do not fit", (text) => {
    expect(errorOf(() => carryOutMatrices(read(text))).code).toBe("shape");
    expect(errorOf(() => isZero(read(text))).code).toBe("shape");
  });
});
