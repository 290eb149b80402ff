/** Integrals, changes of variables, derivatives and limits on the edge of where they hold; what is read of a text. */
import { type Case, casesOf } from "./case.ts";

/** Maps that are not one to one, or leave the range. */
export const maps: readonly Case[] = casesOf(`
false @ @ define: J = integral(x^2, x, -1, 2) // change: J = integral(sqrt(t)/2, t, 1, 4) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ x > 0 @ define: J = integral(x^2, x, -1, 2) // change: J = integral(sqrt(t)/2, t, 1, 4) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ x > 0, t > 0 @ define: J = integral(x^2, x, -1, 2) // change: J = integral(sqrt(t)/2, t, 1, 4) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x // integrate: J = 7/3 ; by t^(3/2)/3
false @ x > 0 @ define: J = integral(x^2, x, -1, 1) // change: J = integral(sqrt(t)/2, t, 1, 1) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ x > 0, t > 0 @ define: J = integral(x^2, x, -1, 1) // change: J = integral(sqrt(t)/2, t, 1, 1) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ x > 0, t > 0 @ define: J = integral(1, x, -1, 1) // change: J = integral(1/(2*sqrt(t)), t, 1, 1) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ x > 0, t > 0 @ define: J = integral(x^4, x, -2, 1) // change: J = integral(t^(3/2)/2, t, 4, 1) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ t > 0 @ define: J = integral(abs(x), x, -1, 2) // change: J = integral(1/2, t, 1, 4) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
false @ @ define: J = integral(1, x, -1, 1) // change: J = integral(-1/t^2, t, -1, 1) ; t := 1/x ; back x := 1/t ; jacobian -1/x^2
false @ x != 0, t != 0 @ define: J = integral(x^2, x, -1, 2) // change: J = integral(-1/t^4, t, -1, 1/2) ; t := 1/x ; back x := 1/t ; jacobian -1/x^2
false @ @ define: J = integral(1, x, 0, 4) // change: J = integral(1/(1+t^2), t, 0, tan(4)) ; t := tan(x) ; back x := atan(t) ; jacobian 1/cos(x)^2
false @ @ define: J = integral(sin(x), x, 0, pi) // change: J = integral(t/sqrt(1-t^2), t, 0, 0) ; t := sin(x) ; back x := asin(t) ; jacobian cos(x)
false @ x > 0, y > 0, t > 0 @ define: J = integral(exp(-x^2), x, -infinity, infinity) // change: J = integral(exp(-t)/(2*sqrt(t)), t, 0, infinity) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
open @ @ define: J = integral(x^2, x, 1, 2) // change: J = integral(sqrt(t)/2, t, 1, 4) ; t := x^2 ; back x := sqrt(t) ; jacobian 2*x
true @ @ define: J = integral(x^2, x, 0, 1) // change: J = integral(t^2/8, t, 0, 2) ; t := 2*x ; back x := t/2 ; jacobian 2
true @ @ define: J = integral(x^2, x, 0, 1) // change: J = integral((t-1)^2, t, 1, 2) ; t := x + 1 ; back x := t - 1 ; jacobian 1
open @ @ define: J = integral(x^2, x, 0, 1) // change: J = integral(-t^2, t, 0, -1) ; t := -x ; back x := -t ; jacobian -1
false @ @ define: J = integral(x^2, x, 0, 1) // change: J = integral(t^2, t, -1, 1) ; t := -x ; back x := -t ; jacobian -1
only s @ @ define: J = integral(exp(-x^2), x, -infinity, infinity) // change: J = integral(s*exp(-s^2*t^2), t, -infinity, infinity) ; t := x/s ; back x := s*t ; jacobian 1/s
false @ s < 0 @ define: J = integral(exp(-x^2), x, -infinity, infinity) // change: J = integral(s*exp(-s^2*t^2), t, -infinity, infinity) ; t := x/s ; back x := s*t ; jacobian 1/s
false @ s != 0 @ define: J = integral(exp(-x^2), x, -infinity, infinity) // change: J = integral(s*exp(-s^2*t^2), t, -infinity, infinity) ; t := x/s ; back x := s*t ; jacobian 1/s
false @ @ define: J = integral(a*x, x, 0, 1) // change: J = integral(x*t, t, 0, 1) ; t := a ; back a := t ; jacobian 1
only r @ @ define: E = x // change: E = r^2 ; r := sqrt(x) ; back x := r^2 ; jacobian 1/(2*sqrt(x))
only x @ @ define: E = abs(x) // change: E = t ; t := x ; back x := t ; jacobian 1 // algebra: E = x ; from 1
`);

/** Integrals over poles, jumps of an antiderivative, and ranges without an end. */
export const integrals: readonly Case[] = casesOf(`
false @ @ define: J = integral(1/x^2, x, -1, 1) // integrate: J = -2 ; by -1/x
false @ @ define: J = integral(1/(x-1)^2, x, 0, 3) // integrate: J = -3/2 ; by -1/(x-1)
false @ @ define: J = integral(1/(2+cos(x)), x, 0, 2*pi) // integrate: J = 0 ; by 2/sqrt(3)*atan(tan(x/2)/sqrt(3))
false @ @ define: J = integral(1/(1+x^2), x, -1, 1) // integrate: J = -pi/2 ; by atan(x) - 0*x + atan(0) // algebra: J = 0
false @ @ define: J = integral(1/(1+x^2), x, -1, 1) // integrate: J = -pi/2 ; by -atan(1/x)
false @ @ define: J = integral(0, x, -1, 1) // integrate: J = 2 ; by sign(x)
false @ @ define: J = integral(0, x, -1, 1) // integrate: J = 2 ; by abs(x)/x
false @ @ define: J = integral(0, x, -1, 1) // integrate: J = pi ; by atan(x) + atan(1/x)
false @ @ define: J = integral(0, x, -1, 1) // integrate: J = 2 ; by x/sqrt(x^2)
false @ x != 0 @ define: J = integral(0, x, -1, 1) // integrate: J = 2 ; by sign(x)
false @ @ define: J = integral(1/x, x, -1, 2) // integrate: J = log(2) ; by log(abs(x))
false @ @ define: J = integral(1/x, x, -1, 2) // integrate: J = log(2) ; by log(x^2)/2
false @ @ define: J = integral(x^(-2/3), x, -1, 1) // integrate: J = 0 ; by 3*x^(1/3)
false @ @ define: J = integral(1, x, 0, infinity) // integrate: J = 0 ; by x
false @ @ define: J = integral(cos(x), x, 0, infinity) // integrate: J = 0 ; by sin(x)
only a @ @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a
false @ a < 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a
only a @ @ define: J = integral(1/x^2, x, a, 1) // integrate: J = 1/a - 1 ; by -1/x
only a @ @ define: J = integral(1/x, x, 1, a) // integrate: J = log(a) ; by log(x)
only a|b @ @ define: J = integral(1/(x-b), x, 0, a) // integrate: J = log((a-b)/(-b)) ; by log(x-b)
true @ @ define: J = integral(x^2, x, 1, 0) // integrate: J = -1/3 ; by x^3/3
open @ @ define: J = integral(1/(1+x^2), x, -infinity, infinity) // integrate: J = pi ; by atan(x)
true @ a > 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a
false @ x > 0 @ define: J = integral(abs(x), x, -1, 1) // integrate: J = 0 ; by x^2/2
false @ x > 0 @ define: J = integral(sqrt(x^2), x, -1, 2) // integrate: J = 3/2 ; by x^2/2
open @ a > 0 @ define: J = integral(1/sqrt(x), x, 0, a) // integrate: J = 2*sqrt(a) ; by 2*sqrt(x)
false @ @ define: F = x // integrate: integral(F, y, 0, 1) = y ; by x*y
false @ @ define: J = integral(x*y, x, 0, y) // integrate: J = y^2/2 ; by x^2*y/2
false @ @ define: J = integral(integral(x, x, 0, 1), x, 0, 2) // integrate: J = 2 ; by x^2/2
`);

/** Limits. */
export const limits: readonly Case[] = casesOf(`
true @ @ limit: sqrt(x^2 + x) - x = 1/2 ; in x -> infinity ; from
true @ x > 0 @ limit: sqrt(x^2 + x) - x = 1/2 ; in x -> infinity ; from
open @ @ limit: sqrt(N^2 + N*M) - N = M/2 ; in N -> infinity ; from
open @ @ limit: sqrt(x^2 + 1)/x = 1 ; in x -> infinity ; from
open @ @ limit: x*(sqrt(1 + 1/x) - 1) = 1/2 ; in x -> infinity ; from
false @ @ limit: sqrt(x^2 + 1)/x = -1 ; in x -> infinity ; from
open @ @ limit: sqrt(x^2 + x) + x = -1/2 ; in x -> -infinity ; from
false @ @ limit: sqrt(x^2 + x) + x = 1/2 ; in x -> -infinity ; from
false @ @ limit: sqrt(x^2 + 1)/x = 1 ; in x -> -infinity ; from
open @ @ limit: tanh(x) = 1 ; in x -> infinity ; from
open @ @ limit: tanh(x) = -1 ; in x -> -infinity ; from
false @ @ limit: tanh(x) = 1 ; in x -> -infinity ; from
open @ @ limit: exp(-x) = 0 ; in x -> infinity ; from
false @ @ limit: exp(-x) = 0 ; in x -> -infinity ; from
false @ @ limit: exp(x) = 0 ; in x -> infinity ; from
only a @ @ limit: exp(-a*x) = 0 ; in x -> infinity ; from
only a @ @ limit: tanh(a*x) = 1 ; in x -> infinity ; from
open @ @ limit: erf(x) = 1 ; in x -> infinity ; from
open @ @ limit: atan(x) = pi/2 ; in x -> infinity ; from
false @ @ limit: atan(x) = pi/2 ; in x -> -infinity ; from
false @ @ limit: abs(x)/x = 1 ; in x -> 0 ; from
false @ @ limit: sqrt(x^2)/x = 1 ; in x -> 0 ; from
false @ @ limit: sign(x) = 1 ; in x -> 0 ; from
false @ @ limit: sign(x) = 0 ; in x -> 0 ; from
false @ @ limit: atan(1/x) = pi/2 ; in x -> 0 ; from
false @ @ limit: tanh(1/x) = 1 ; in x -> 0 ; from
false @ @ limit: exp(1/x) = 0 ; in x -> 0 ; from
false @ @ limit: sin(x) = 0 ; in x -> infinity ; from
true @ x != 0 @ limit: sin(x)/x = 1 ; in x -> 0 ; from
open @ @ limit: (1 + y/x)^x = exp(y) ; in x -> infinity ; from
false @ N large @ largeN: sqrt(N^2 + 1) = -N ; large N ; order 0 ; from
true @ N large @ largeN: sqrt(N^2 + 1) = N ; large N ; order 0 ; from
false @ x small @ expand: sqrt(x^2 + x^4) = x ; small x ; order 2 ; from
false @ x small @ expand: abs(x) = x ; small x ; order 3 ; from
false @ x small @ expand: sqrt(x^2) = x ; small x ; order 2 ; from
`);

/** True and elementary. */
export const ordinary: readonly Case[] = casesOf(`
true @ @ define: Z = sum(exp(-beta*E[s]), s, 1, R) // sum: diff(Z, beta) = -sum(E[s]*exp(-beta*E[s]), s, 1, R) ; rule differentiate
true @ @ define: Z = sum(exp(-beta*E[s]), s, 1, R) // sum: diff(Z, beta) = sum(-E[s]*exp(-beta*E[s]), s, 1, R)
true @ @ define: Z = sum(exp(beta*E[s]), s, 1, R) // sum: diff(Z, beta) = sum(E[s]*exp(beta*E[s]), s, 1, R)
true @ @ define: Z = sum(exp(-beta*E[s]/2), s, 1, R) // sum: diff(Z, beta) = -sum(E[s]*exp(-beta*E[s]/2), s, 1, R)/2
true @ T > 0 @ define: Z = sum(exp(-E[s]/T), s, 1, R) // sum: diff(Z, T) = sum(E[s]*exp(-E[s]/T), s, 1, R)/T^2
true @ @ define: Z = sum(cosh(beta*E[s]), s, 1, R) // sum: diff(Z, beta) = sum(E[s]*sinh(beta*E[s]), s, 1, R)
false @ @ define: Z = sum(exp(-beta*E[s]), s, 1, R) // sum: diff(Z, beta) = sum(E[s]*exp(-beta*E[s]), s, 1, R)
zero @ @ zero: erf(0)
zero @ @ zero: asin(0)
zero @ @ zero: acos(1)
zero @ @ zero: gamma(5) - 24
zero @ @ zero: atan(1) - pi/4
zero @ @ zero: atan(0)
zero @ @ zero: acos(0) - pi/2
zero @ @ zero: asin(1) - pi/2
zero @ @ zero: gamma(1) - 1
not nonzero @ @ zero: gamma(1/2) - sqrt(pi)
not nonzero @ @ zero: acos(-1) - pi
not nonzero @ @ zero: logGamma(1)
nonzero @ @ zero: gamma(5) - 120
zero @ @ zero: sin(pi)
zero @ @ zero: cos(pi) + 1
zero @ @ zero: tanh(0) + sinh(0)
zero @ @ zero: log(1)
zero @ @ zero: logit(1/2)
`);

/** Conditions that follow from what is declared, and some that do not. */
export const followed: readonly Case[] = casesOf(`
true @ 1 - x > 0, 1 + x > 0 @ define: F = asin(x) // differentiate: diff(F, x) = 1/sqrt(1 - x^2)
false @ 1 - x > 0 @ define: F = asin(x) // differentiate: diff(F, x) = 1/sqrt(1 - x^2)
true @ x*z != 0 @ algebra: abs(x*z)/(x*z) = sign(x*z) ; from
true @ x*z > 0 @ define: F = 1/x // algebra: F*x = 1
false @ x + z != 0 @ define: F = 1/x // algebra: F*x = 1
false @ x^n != 0 @ define: F = 1/x // algebra: F*x = 1
true @ x small @ expand: 1/(1 - x) = 1 + x ; small x ; order 1 ; from
true @ N large @ largeN: 1/(1 - 1/N) = 1 + 1/N ; large N ; order 1 ; from
false @ x small @ define: F = 1/(1 - x) // algebra: F*(1 - x) = 1
false @ x small @ expand: 1/x = 1/x ; small x ; order 1 ; from
false @ N large @ largeN: 1/(1 - a/N) = 1 ; large N ; order 1 ; from
`);
