import { describe, expect, test } from "vitest";
import {
  type Derivation,
  type DerivationWriter,
  derive,
  type JudgedDerivation,
  judgeDerivation,
  premise,
} from "../../src/algebra/index.ts";

const meaning = { meaning: "a quantity" };
const names =
  "A B C D E F G H I J K L M N P Q R S T U V W X Z a b c d f g h i j k l m n p q r s t u v w x y z alpha beta epsilon lambda mu sigma theta adag a_star g_0 H_0";
const notation = Object.fromEntries(names.split(" ").map((name) => [name, meaning]));

const start = (...assuming: (string | ReturnType<typeof premise>)[]): DerivationWriter =>
  derive({ id: "test", title: "A test", source: "none", notation, assuming });

const judge = (d: Derivation): JudgedDerivation => judgeDerivation(d, { seed: 7 });

/** Verdict of the last step and problems of the whole, in one object to match. */
function outcome(d: Derivation): {
  verdict: string;
  problems: readonly string[];
  survivors: readonly string[];
  mutants: number;
} {
  const judged = judge(d);
  const last = judged.steps.at(-1)!;
  return {
    verdict: last.verdict.kind,
    problems: judged.problems.map((p) => p.message),
    survivors: judged.steps.flatMap((s) => s.mutants.survivors),
    mutants: last.mutants.total,
  };
}

const proved = { verdict: "proved", problems: [], survivors: [] };

describe("what is given of the objects", () => {
  const projected = (premiseName: string, ...declared: readonly ReturnType<typeof premise>[]): Derivation =>
    start(...declared)
      .given("complete", "sum(U[i,k]*U[j,k], k, 1, N) = delta(i, j)", premiseName)
      .sumRule("used", "sum(sum(a[i]*v[j]*sum(U[i,k]*U[j,k], k, 1, N), i, 1, N), j, 1, N) = sum(a[i]*v[i], i, 1, N)")
      .connecting("complete", "used");
  const orthogonal = premise("orthogonal", "U is orthogonal");

  test("is proved from, and the verdict names the premise", () => {
    const judged = judge(projected("orthogonal", orthogonal));
    expect(judged.problems).toEqual([]);
    expect(judged.verdict).toMatchObject({ kind: "proved", assumes: ["U is orthogonal"] });
  });

  test("needs a premise that is declared, and a declared premise needs a use", () => {
    expect(judge(projected("orthogonal")).verdict).toMatchObject({ kind: "undecided" });
    expect(judge(projected("other", orthogonal)).problems.map((p) => p.message)).toContainEqual(
      expect.stringContaining("nothing needs it"),
    );
  });
});

describe("differentiation and stationary points", () => {
  test("the slope of a mean-field free energy", () => {
    const d = start("1 - m > 0", "1 + m > 0")
      .define("F", "F = -w*n*m + (1+m)/2*log((1+m)/2) + (1-m)/2*log((1-m)/2)")
      .differentiate("slope", "diff(F, m) = -w*n + 1/2*log((1+m)/(1-m))")
      .connecting("F", "slope");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("its stationary point, by the function that undoes the equation", () => {
    const d = start("1 - m > 0", "1 + m > 0")
      .define("F", "F = -w*n*m + (1+m)/2*log((1+m)/2) + (1-m)/2*log((1-m)/2)")
      .stationarity("flat", "F", "m", "1/2*log((1+m)/(1-m)) = w*n")
      .solve("mean field", "m = tanh(w*n)", { hole: "hole", inverse: "tanh(hole)" })
      .connecting("F", "mean field");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("a value at a stationary point is not put under a derivative", () => {
    const d = start()
      .define("F", "F = m^2 - 2*c*m")
      .stationarity("flat", "F", "m", "2*m - 2*c = 0")
      .solve("root", "m = c", { roots: ["c"] })
      .differentiate("slope", "diff(F, m) = 2*m - 2*c")
      .from("F")
      .algebra("there", "diff(F, m) = 0")
      .from("slope", "root")
      .connecting("F", "there");
    // At the point the slope is 0, which takes the derivative before the value: 2 m - 2 c at m = c.
    expect(outcome(d).verdict).toBe("proved");
    const constant = start()
      .define("F", "F = m^2")
      .stationarity("flat", "F", "m", "2*m = 0")
      .solve("root", "m = 0", { roots: ["0"] })
      .algebra("wrong", "diff(m^3 + m, m) = 0")
      .from("root")
      .connecting("F", "wrong");
    expect(outcome(constant).verdict).toBe("refuted");
  });

  test("the derivative of a quantity that is not given stays unknown", () => {
    const d = start()
      .define("F", "F = x^2")
      .define("G", "G = F + x")
      .differentiate("slope", "diff(G, x) = 1")
      .connecting("F", "slope");
    expect(outcome(d).verdict).not.toBe("proved");
  });
});

describe("solving", () => {
  const quadratic = (): DerivationWriter =>
    start(premise("branch", "g decays at large z"), "z > 0", "c > 0", "(z + c - 1)^2 - 4*c*z > 0").cite(
      "quadratic",
      "z*c*g^2 + (z + c - 1)*g + 1 = 0",
      "Marchenko and Pastur 1967",
    );
  const discriminant = "sqrt((z + c - 1)^2 - 4*c*z)";
  const roots = [`(-(z + c - 1) + ${discriminant})/(2*z*c)`, `(-(z + c - 1) - ${discriminant})/(2*z*c)`];

  test("a root of two is selected by a premise that is declared", () => {
    const d = quadratic()
      .solve("root", `g = ${roots[0]}`, { roots, chosen: 0, because: "branch" })
      .connecting("quadratic", "root");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("without a reason the root is undecided, with one missing it is refuted", () => {
    const open = quadratic().solve("root", `g = ${roots[0]}`, { roots }).connecting("quadratic", "root");
    expect(outcome(open).verdict).toBe("undecided");
    const short = quadratic()
      .solve("root", `g = ${roots[0]}`, { roots: [roots[0]!] })
      .connecting("quadratic", "root");
    expect(outcome(short).verdict).toBe("refuted");
  });
});

describe("orders", () => {
  test("the entropy to sixth order, and the Landau free energy from it", () => {
    const d = start("m small")
      .define("S", "S = -(1+m)/2*log((1+m)/2) - (1-m)/2*log((1-m)/2)")
      .expand("entropy", "S = log(2) - m^2/2 - m^4/12", "m", 5)
      .define("F", "F = -lambda*m^2/2 - S")
      .expand("landau", "F = -log(2) + (1 - lambda)*m^2/2 + m^4/12", "m", 5)
      .from("F", "entropy")
      .connecting("S", "landau");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("an expansion says no more than its premise knows", () => {
    const d = start("m small")
      .define("S", "S = log(cosh(m))")
      .expand("second", "S = m^2/2", "m", 3)
      .expand("fourth", "S = m^2/2 - m^4/12", "m", 4)
      .connecting("S", "fourth");
    expect(outcome(d).verdict).not.toBe("proved");
  });

  test("several small quantities count together, a large one counts inversely", () => {
    const two = start("x small", "y small")
      .define("F", "F = exp(x)*cos(y)")
      .expand("second", "F = 1 + x + (x^2 - y^2)/2", ["x", "y"], 2)
      .connecting("F", "second");
    expect(outcome(two)).toMatchObject(proved);
    const large = start("N large")
      .define("Q", "Q = 3/(N*(N + 2))")
      .largeN("leading", "Q = 3/N^2 - 6/N^3", "N", 3)
      .connecting("Q", "leading");
    expect(outcome(large)).toMatchObject(proved);
  });

  test("limits", () => {
    const d = start("N large")
      .define("A", "A = N*log(1 + x/N)")
      .limit("limit", "A = x", "N", "infinity")
      .connecting("A", "limit");
    expect(outcome(d)).toMatchObject(proved);
    const wrong = start("x != 0")
      .define("A", "A = sin(2*x)/x")
      .limit("limit", "A = 1", "x", "0")
      .connecting("A", "limit");
    expect(outcome(wrong).verdict).toBe("refuted");
  });
});

describe("integrals", () => {
  test("a Gaussian integral by the error function", () => {
    const d = start("a > 0")
      .define("I", "I = integral(exp(-a*x^2 + b*x), x, -infinity, infinity)")
      .integrate("value", "I = sqrt(pi/a)*exp(b^2/(4*a))", "sqrt(pi/a)/2*exp(b^2/(4*a))*erf(sqrt(a)*x - b/(2*sqrt(a)))")
      .connecting("I", "value");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("moments by telescoping", () => {
    const d = start("a > 0")
      .define("I", "I = integral(x*exp(-a*x^2 + b*x), x, -infinity, infinity)")
      .define("J", "J = integral(exp(-a*x^2 + b*x), x, -infinity, infinity)")
      .integrate("recurrence", "2*a*I = b*J", "-exp(-a*x^2 + b*x)")
      .from("I", "J")
      .connecting("I", "recurrence");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("a wrong value, a wrong antiderivative and a range without an evident end are not proved", () => {
    const integrate = (value: string, antiderivative: string, range = "0, 1"): string =>
      outcome(
        start()
          .define("I", `I = integral(x^2, x, ${range})`)
          .integrate("value", `I = ${value}`, antiderivative)
          .connecting("I", "value"),
      ).verdict;
    expect(integrate("1/3", "x^3/3")).toBe("proved");
    expect(integrate("1/2", "x^3/3")).toBe("refuted");
    expect(integrate("1/3", "x^3/3 + x*(1 - x)")).toBe("undecided");
    expect(integrate("1/3", "x^3/3", "0, infinity")).toBe("undecided");
  });

  test("the integral of an exponential needs the sign of its exponent", () => {
    const d = start()
      .define("I", "I = integral(exp(-a*x), x, 0, infinity)")
      .integrate("value", "I = 1/a", "-exp(-a*x)/a")
      .connecting("I", "value");
    expect(outcome({ ...d, assuming: [] }).verdict).toBe("undecided");
  });
});

describe("change of variables", () => {
  test("a turn by 45 degrees and back, with its determinant", () => {
    const d = start()
      .define("E", "E = x*y")
      .changeVariables("turned", "E = (u^2 - w^2)/2", {
        forward: { u: "(x + y)/sqrt(2)", w: "(y - x)/sqrt(2)" },
        backward: { x: "(u - w)/sqrt(2)", y: "(u + w)/sqrt(2)" },
        jacobian: "1",
      })
      .connecting("E", "turned");
    expect(outcome(d)).toMatchObject(proved);
    const wrong = start()
      .define("E", "E = x*y")
      .changeVariables("turned", "E = (u^2 - w^2)/2", {
        forward: { u: "(x + y)/sqrt(2)", w: "(y - x)/sqrt(2)" },
        backward: { x: "(u - w)/sqrt(2)", y: "(u + w)/sqrt(2)" },
        jacobian: "2",
      })
      .connecting("E", "turned");
    expect(outcome(wrong).verdict).toBe("undecided");
  });

  test("an integral in a new variable", () => {
    const d = start("s > 0")
      .define("I", "I = integral(exp(-x^2/(2*s^2)), x, -infinity, infinity)")
      .changeVariables("scaled", "I = integral(s*exp(-t^2/2), t, -infinity, infinity)", {
        forward: { t: "x/s" },
        backward: { x: "s*t" },
        jacobian: "1/s",
      })
      .connecting("I", "scaled");
    expect(outcome(d)).toMatchObject(proved);
  });
});

describe("what a range has to keep away from", () => {
  const moved = (...assuming: string[]): Derivation =>
    start(...assuming)
      .define("I", "I = integral(b/s, s, a, c)")
      .changeVariables("by root", "I = integral(2*b/x, x, sqrt(a), sqrt(c))", {
        forward: { x: "sqrt(s)" },
        backward: { s: "x^2" },
        jacobian: "1/(2*sqrt(s))",
      })
      .connecting("I", "by root");

  test("is reported with the step, so that the assumption counts as used", () => {
    const judged = judge(moved("a > 0", "c > 0"));
    expect(judged.problems).toEqual([]);
    expect(judged.steps.at(-1)!.conditions).toContain("a > 0");
  });

  test("and without it the step is open", () => {
    expect(outcome(moved()).verdict).toBe("undecided");
    expect(outcome(moved("a > 0")).verdict).toBe("undecided");
  });
});

describe("sums", () => {
  test("the free energy: a sum over hidden states is a product of sums", () => {
    const d = start()
      .define("Z", "Z = sum(prod(exp(h[j]*theta[j]), j, 1, M), h, [0, 1], 1, M)")
      .marginalise("product", "Z = prod(sum(exp(s*theta[j]), s, [0, 1]), j, 1, M)")
      .connecting("Z", "product");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("orthogonal vectors keep scalar products, from an equation that holds for every pair of indices", () => {
    const d = start()
      .cite("complete", "sum(U[i,k]*U[j,k], k, 1, N) = delta(i, j)", "definition of an orthogonal matrix")
      .sumRule("used", "sum(sum(a[i]*v[j]*sum(U[i,k]*U[j,k], k, 1, N), i, 1, N), j, 1, N) = sum(a[i]*v[i], i, 1, N)")
      .connecting("complete", "used");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("exchanged indices of a symmetric matrix are no wrong variant", () => {
    const d = start()
      .define("C", "C[i, k] = sum(d[r, i]*d[r, k], r, 1, R)")
      .define("F", "F = sum(C[i, k]*x[i], i, 1, N)")
      .sumRule("twice", "2*F = sum((C[i, k] + C[i, k])*x[i], i, 1, N)", { rule: "linearity" })
      .from("C", "F")
      .connecting("F", "twice");
    for (const seed of [1, 2, 3]) expect(judgeDerivation(d, { seed }).steps.at(-1)!.mutants.survivors).toEqual([]);
  });

  test("a variant that is only enumerated does not pass for a proof", () => {
    const d = start()
      .define("Z", "Z = sum(exp(c + sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)")
      .sumRule("split", "Z = exp(c)*sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [-1, 1], 1, M)", { rule: "linearity" })
      .connecting("Z", "split");
    for (const seed of [1, 2, 3, 4]) expect(judgeDerivation(d, { seed }).problems).toEqual([]);
    // Interchanged and reindexed at once: true, but no single rule of sums says so.
    const enumerated = start()
      .define("Z", "Z = sum(sum(W[i,j], j, 1, M), i, 1, N)")
      .sumRule("both", "Z = sum(sum(W[i-1,j], i, 2, N + 1), j, 1, M)")
      .expecting("enumerated")
      .connecting("Z", "both");
    expect(outcome(enumerated).verdict).toBe("enumerated");
  });

  test("a sum in closed form by induction, and a wrong one refuted at a size", () => {
    const sum = (closed: string): Derivation =>
      start()
        .define("S", "S = sum(k^2, k, 1, N)")
        .sumRule("closed", `S = ${closed}`, { induction: "N" })
        .assuming("N > 0")
        .connecting("S", "closed");
    expect(outcome(sum("N*(N+1)*(2*N+1)/6"))).toMatchObject({ verdict: "proved" });
    expect(outcome(sum("N*(N+1)*(N+2)/6")).verdict).toBe("refuted");
  });
});

describe("matrices and operators", () => {
  test("the Hessian of a saddle has the eigenvalues ±λ", () => {
    const d = start()
      .define("H", "H = [[0, -lambda], [-lambda, 0]]")
      .define("V", "V = [[1, 1], [1, -1]]/sqrt(2)")
      .linearAlgebra("eigenvectors", "H*V = V*[[-lambda, 0], [0, lambda]]")
      .from("H", "V")
      .connecting("H", "eigenvectors");
    expect(outcome(d)).toMatchObject({ verdict: "proved", problems: [] });
    const determinant = start()
      .define("q", "q = lambda^2")
      .linearAlgebra("determinant", "D = z^2 - q", "[[z, -lambda], [-lambda, z]]")
      .connecting("q", "determinant");
    expect(outcome(determinant)).toMatchObject(proved);
  });

  const letters = [
    { name: "a", mode: 0, dagger: false },
    { name: "adag", mode: 0, dagger: true },
  ];

  test("a square of the field in normal order", () => {
    const d = start()
      .define("X", "X = (a + adag)/sqrt(2)")
      .operators("square", "X*X = (a*a + adag*adag)/2 + adag*a + 1/2", letters)
      .connecting("X", "square");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("an operator that the premises do not give is not taken for a number", () => {
    const d = start()
      .define("X", "X = a + adag")
      .operators("slip", "X*a = a*X", letters)
      .from()
      .connecting("X", "slip");
    expect(outcome(d).verdict).toBe("undecided");
  });

  test("operators do not commute", () => {
    const d = start().define("X", "X = a*adag").operators("wrong", "X = adag*a", letters).connecting("X", "wrong");
    expect(outcome(d).verdict).toBe("refuted");
  });
});

describe("inequalities", () => {
  test("a square is not negative", () => {
    const d = start()
      .define("A", "A = x^2 + y^2")
      .inequality("mean", "2*x*y <= A", { evident: "(x - y)^2" })
      .connecting("A", "mean");
    expect(outcome(d)).toMatchObject(proved);
  });

  test("on a box, checked and not proved", () => {
    const d = start()
      .define("A", "A = softplus(x)")
      .inequality("below", "x/2 < A", { box: { x: [-3, 3] } })
      .assuming("-3 < x < 3")
      .expecting("checked")
      .connecting("A", "below");
    expect(outcome(d)).toMatchObject({ verdict: "checked", problems: [] });
    const wrong = start()
      .define("A", "A = softplus(x)")
      .inequality("below", "A < x", { box: { x: [-3, 3] } })
      .assuming("-3 < x < 3")
      .connecting("A", "below");
    expect(outcome(wrong).verdict).toBe("refuted");
  });
});

describe("substitution", () => {
  test("free symbols may take values, defined quantities may not lose what they depend on", () => {
    const d = start()
      .define("E", "E = lambda*x")
      .substitute("wrong", "E = 3*lambda", { x: "3" })
      .connecting("E", "wrong");
    expect(outcome(d).verdict).toBe("undecided");
    const right = start()
      .cite("addition", "cosh(x + y) = cosh(x)*cosh(y) + sinh(x)*sinh(y)", "textbook")
      .substitute("double", "cosh(2*x) = cosh(x)^2 + sinh(x)^2", { y: "x" })
      .connecting("addition", "double");
    expect(outcome(right)).toMatchObject(proved);
  });
});
