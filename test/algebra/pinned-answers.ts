/** Sentences to nerdamer 1.1.13 in its string form, with the wrong answers it gives. */
export interface RecordedAnswer {
  readonly row: number;
  readonly asks: string;
  readonly answers: string;
  readonly right: string;
}

const threeCubeRoots = "((-1/2)*i*sqrt(3)-1/2)^(1/3)+((1/2)*i*sqrt(3)-1/2)^(1/3)";

export const nerdamerRecord: readonly RecordedAnswer[] = [
  {
    row: 1,
    asks: "diff(sqrt(1+x^2)*tanh(x),x)",
    answers: "(1+x^2)^(-1/2)*tanh(x)*x+sech(x)^2*sqrt((1+x^2)^(1/2))",
    right: "sqrt(1+x^2) in the last factor",
  },
  {
    row: 3,
    asks: "simplify(log(2*cosh(x*y+w)))",
    answers: "log(2*cosh(w+x*y))^2",
    right: "the input",
  },
  {
    row: 4,
    asks: "simplify(1/(1+exp(-(w*x+y))))",
    answers: "(-1-e^(-w*x-y))^(-1)",
    right: "the opposite sign",
  },
  {
    row: 5,
    asks: "integrate(exp(x)/(1+exp(x)),x)",
    answers: "(-1/2)*((1+e^x)^(-1)*e^x-(1+e^x)^(-2)*e^(2*x))*x^2+(1+e^x)^(-1)*e^x*x",
    right: "log(1+e^x)",
  },
  {
    row: 6,
    asks: "integrate(x^2*exp(-x^2),x)",
    answers: "(-1/4)*((-3+2*x^2)*e^x^2*erf(x)*sqrt(pi)-2+2*x)*e^(-x^2)+(1/2)*erf(x)*sqrt(pi)*x^2",
    right: "sqrt(pi) erf(x)/4 - x exp(-x^2)/2",
  },
  {
    row: 6,
    asks: "integrate(sqrt(4-x^2),x)",
    answers: "(-x^2+4)^(1/2)*x-8*cos(asin((1/2)*x))*sin(asin((1/2)*x))+8*asin((1/2)*x)",
    right: "x sqrt(4-x^2)/2 + 2 asin(x/2)",
  },
  {
    row: 7,
    asks: "ilt(2*T/(s*(s+2*k)),s,t)",
    answers: "-T*e^(-2*t)*k^(-2)+T*k^(-1)",
    right: "T/k (1 - e^(-2 k t))",
  },
  {
    row: 8,
    asks: "solve(determinant(matrix([p-z,q],[q,r-z])),z)",
    answers: "[p,(1/2)*(p+r+sqrt(-2*p*r+4*q^2+p^2+r^2)),(1/2)*(-sqrt(-2*p*r+4*q^2+p^2+r^2)+p+r)]",
    right: "two roots, without p",
  },
  {
    row: 9,
    asks: "solve(x^3-3*x+1,x)",
    answers: `[${threeCubeRoots},(${threeCubeRoots})*((1/2)*i*sqrt(3)+1/2),(${threeCubeRoots})*((1/2)*i*sqrt(3)+1/2)^2]`,
    right: "three real roots",
  },
  { row: 10, asks: "sqcomp(-a*x^2+b*x,x)", answers: "-a*x^2+abs(b)*x", right: "b x" },
  { row: 14, asks: "ln(x)", answers: "ln*x", right: "a function or an error" },
  { row: 14, asks: "arctanh(x)", answers: "arctanh*x", right: "a function or an error" },
  { row: 14, asks: "gamma(5)", answers: "5*gamma", right: "24 or an error" },
  { row: 15, asks: "1e-20*x", answers: "0", right: "1e-20 x" },
  {
    row: 17,
    asks: "diff(sum(log(2*cosh(x*i)),i,1,n),x)",
    answers: "cosh(i*x)^(-1)*diff(sum(log(2*cosh(i*x)),i,1,n),x)*i*sinh(i*x)",
    right: "the sum of i tanh(i x)",
  },
  {
    row: 18,
    asks: "matrix([a,b],[c,d])*[x,y]",
    answers: "matrix([a*x,b*x],[c*y,d*y])",
    right: "(a x + b y, c x + d y)",
  },
];
