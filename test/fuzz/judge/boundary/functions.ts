/** Functions on the edge of where they are defined: roots, powers and logarithms of 0, signs, odd roots, branches. */
import { type Case, casesOf } from "./case.ts";

/** Logarithm, root and power of something that is 0. */
export const atZero: readonly Case[] = casesOf(`
nonzero @ @ zero: sqrt(x-x) - 1
zero @ @ zero: sqrt(x-x)
nonzero @ x > 0 @ zero: 0^x - 1
zero @ x > 0 @ zero: 0^x
not zero @ @ zero: log(0)
not nonzero @ @ zero: log(0)
not zero @ @ zero: logit(1)
not zero @ @ zero: logit(0) + 1
not zero @ @ zero: logistic(log(0)) - 1/2
not zero @ @ zero: log(y - y)
not nonzero @ @ zero: log(2*y - y - y) - 1
nonzero @ @ zero: sum(abs(i), i, -1, 1) - 3
zero @ @ zero: sum(abs(i), i, -1, 1) - 2
not nonzero @ @ zero: abs(0)
zero @ @ zero: abs(x - x)
zero @ @ zero: sum(sqrt(n), n, 0, 4) - 3 - sqrt(2) - sqrt(3)
nonzero @ @ zero: sum(sqrt(n), n, 0, 4) - 4 - sqrt(2) - sqrt(3)
zero @ @ zero: sum(n^(1/3), n, 0, 1) - 1
zero @ @ zero: sum(sign(n), n, -2, 3) - 1
zero @ @ zero: prod(abs(n), n, -1, 1)
zero @ @ zero: (x - x)^(3/2)
zero @ @ zero: sqrt((x+1)^2 - x^2 - 2*x - 1)
nonzero @ @ zero: 2^sqrt(x - x) - 2
zero @ @ zero: exp(sqrt(x - x)) - 1
nonzero @ @ zero: cos(sqrt(y - y)) - 2
not zero @ @ zero: 1/sqrt(x - x) - 1
not zero @ @ zero: (x-x)^(-1/2)
not zero @ @ zero: atanh(1)
not zero @ @ zero: coth(0)
zero @ @ zero: entropy(0)
zero @ @ zero: entropy(1)
zero @ @ zero: acosh(1)
not zero @ @ zero: log(sum(k, k, -1, 1))
false @ @ define: J = integral(1/x, x, 0, 2) // integrate: J = log(2) ; by log(x)
false @ @ define: J = integral(1/x, x, 0, 2) // integrate: J = 0 ; by log(x)
false @ @ define: J = integral(1/x^2, x, 0, 1) // integrate: J = -1 ; by -1/x
false @ @ define: J = integral(1/(x-1), x, 1, 3) // integrate: J = log(2) ; by log(x-1)
false @ @ define: J = integral(1/x, x, -1, 0) // integrate: J = 0 ; by log(abs(x))
false @ @ define: J = integral(log(x)/x, x, 0, 1) // integrate: J = 0 ; by log(x)^2/2
true @ @ define: J = integral(sqrt(x), x, 0, 1) // integrate: J = 2/3 ; by 2/3*x^(3/2)
true @ @ define: J = integral(sqrt(x - 1), x, 1, 2) // integrate: J = 2/3 ; by 2/3*(x-1)^(3/2)
open @ @ define: J = integral(1/sqrt(x), x, 0, 1) // integrate: J = 2 ; by 2*sqrt(x)
open @ @ define: J = integral(log(x), x, 0, 1) // integrate: J = -1 ; by x*log(x) - x
open @ @ define: J = integral(x^(1/3), x, 0, 8) // integrate: J = 12 ; by 3/4*x^(4/3)
open @ @ define: J = integral(sqrt(1-x), x, 0, 1) // integrate: J = 2/3 ; by -2/3*(1-x)^(3/2)
false @ @ define: J = integral(sqrt(x), x, 0, 1) // integrate: J = -1/3 ; by 2/3*x^(3/2)
false @ a > 0 @ define: J = integral(x^a, x, 0, 1) // integrate: J = 0 ; by x^(a+1)/(a+1)
open @ a > 0 @ define: J = integral(x^a, x, 0, 1) // integrate: J = 1/(a+1) ; by x^(a+1)/(a+1)
only a @ @ define: J = integral(x^a, x, 0, 1) // integrate: J = 1/(a+1) ; by x^(a+1)/(a+1)
false @ @ define: S = sum(sum(abs(s+t), s, [-1, 1]), t, [-1, 1]) // marginalise: S = 6
true @ @ define: S = sum(sum(abs(s+t), s, [-1, 1]), t, [-1, 1]) // marginalise: S = 4
true @ @ define: S = sum(sqrt(h), h, [0, 1]) // marginalise: S = 1
false @ @ define: S = sum(sqrt(h), h, [0, 1]) // marginalise: S = 2
false @ @ define: S = sum(log(h), h, [0, 1]) // marginalise: S = 0
false @ @ define: S = sum(h*log(h), h, [0, 1]) // marginalise: S = 1
true @ @ define: S = sum(sum(sqrt(h*k), h, [0, 1]), k, [0, 1]) // marginalise: S = 1
true @ @ define: P = prod(abs(s), s, [-1, 0, 1]) // marginalise: P = 0
true @ @ define: S = sum(abs(s)^3, s, [-1, 0, 1]) // marginalise: S = 2
false @ @ define: F = log(x) // substitute: F = 0 ; x := 0
false @ @ cite: exp(log(x)) = x // substitute: exp(log(0)) = 0 ; x := 0
false @ @ cite: x/x = 1 // substitute: 0/0 = 1 ; x := 0
only x @ @ define: F = sqrt(x) // algebra: F^4 = x^2
`);

/** sign(x)² is 1 only where x is not 0; derivatives of |x| and sign x. */
export const signs: readonly Case[] = casesOf(`
only x @ @ define: F = sign(x)^2 // algebra: F = 1
only x @ @ define: F = abs(x)/x // algebra: F = sign(x)
false @ @ define: F = sign(x)^2 // algebra: F = 1 // substitute: sign(0)^2 = 1 ; x := 0 ; from 2 1
false @ @ algebra: sign(x)^2 = 1 ; from // substitute: 0 = 1 ; x := 0
false @ @ algebra: sign(x)^2 = 1 ; from // substitute: sign(y - y)^2 = 1 ; x := y - y
false @ @ algebra: sign(x)^4 = 1 ; from // substitute: 0 = 1 ; x := 0
false @ @ algebra: sign(x)*sign(x) = sign(1 + x^2) ; from // substitute: 0 = 1 ; x := 0
only y @ @ define: A = sign(y)^2 // inequality: 1 < 1 + A ; evident sign(y)^2
false @ @ define: A = sign(x - x) // inequality: 0 < A^2 ; evident sign(x-x)^2
open @ @ define: A = sign(y)^2 // inequality: 1 <= 1 + A ; evident sign(y)^2
true @ x > 0 @ define: F = sign(x) // algebra: F = 1
true @ x != 0 @ define: F = sign(x) // algebra: F^2 = 1
true @ x < 0 @ define: F = sign(x) // algebra: F = -1
open @ @ define: F = x*sign(x) // algebra: F = abs(x)
open @ @ define: F = sign(x)^3 // algebra: F = sign(x)
zero @ @ zero: sign(x - x)
nonzero @ @ zero: sign(0) - 1
not nonzero @ @ zero: sign(x)*abs(x) - x
only x @ @ define: F = abs(x) // differentiate: diff(F, x) = sign(x)
false @ @ define: F = abs(x) // differentiate: diff(F, x) = sign(x) // substitute: diff(abs(x), x) = 0 ; x := 0
only y @ @ define: F = abs(y)^3/y^2 // differentiate: diff(F, y) = sign(y)
only x|y @ @ define: F = abs(x - y) // differentiate: diff(F, x) = sign(x - y)
only x @ @ define: F = sign(x) // differentiate: diff(F, x) = 0
only x @ @ define: F = sqrt(x^2) // differentiate: diff(F, x) = x/sqrt(x^2)
true @ x > 0 @ define: F = abs(x) // differentiate: diff(F, x) = 1
true @ x != 0 @ define: F = abs(x) // differentiate: diff(F, x) = sign(x)
open @ @ define: F = x*abs(x) // differentiate: diff(F, x) = 2*abs(x)
open @ @ define: F = abs(x)^2 // differentiate: diff(F, x) = 2*x
only x @ @ define: F = x^(1/3) // differentiate: diff(F, x) = 1/3*x^(-2/3)
only x @ @ define: F = sqrt(x) // differentiate: diff(F, x) = 1/(2*sqrt(x))
only x @ @ define: F = log(x) // differentiate: diff(F, x) = 1/x
only x @ @ define: F = asin(x) // differentiate: diff(F, x) = 1/sqrt(1 - x^2)
only x @ @ define: F = abs(sin(x)) // differentiate: diff(F, x) = sign(sin(x))*cos(x)
only x @ @ stationary: sign(x) = 0 ; of abs(x) ; in x ; from
true @ @ stationary: 2*x = 2 ; of x^2 - 2*x ; in x ; from
true @ @ stationary: 2 = 2*x ; of x^2 - 2*x ; in x ; from
false @ @ stationary: x = 1 ; of x^2 - 2*x ; in x ; from
false @ @ stationary: x*(2*x - 2) = 0 ; of x^2 - 2*x ; in x ; from
true @ x > 0 @ stationary: -1 = 0 ; of exp(log(x)) ; in x ; from
false @ @ define: J = integral(sign(x), x, -1, 2) // integrate: J = 3 ; by abs(x)
open @ @ define: J = integral(sign(x), x, -1, 2) // integrate: J = 1 ; by abs(x)
`);

/** Odd roots of negative numbers; branches over the complex numbers. */
export const branches: readonly Case[] = casesOf(`
nonzero @ @ zero: I*((-1-x^2)^(1/3) + (1+x^2)^(1/3))
nonzero @ @ zero: I*((-1-x^2)^(2/3) - (1+x^2)^(2/3))
nonzero @ @ zero: I*((-1-x^2)^(1/5) + (1+x^2)^(1/5))
nonzero @ @ zero: I*(-8)^(1/3) + 2*I
nonzero @ @ zero: I*((-1-x^2)^(3/5) + (1+x^2)^(3/5))
nonzero @ @ zero: I*((-x^2-1)^(-1/3) + (1+x^2)^(-1/3))
not zero @ @ zero: (I*x)^(1/3) + (-I*x)^(1/3)
not zero @ @ zero: (x^3)^(1/3)*I - I*x
nonzero @ @ zero: I*(-2)^(1/3) - I*2^(1/3)*(-1)
not zero @ @ zero: log(exp(I*x)) - I*x
nonzero @ @ zero: log(exp(7*I)) - 7*I
zero @ @ zero: log(exp(I)) - I
nonzero @ @ zero: log(-1) + I*pi
zero @ @ zero: log(-1) - I*pi
not zero @ @ zero: sqrt(exp(I*x)) - exp(I*x/2)
nonzero @ @ zero: sqrt(exp(4*I)) - exp(2*I)
not zero @ @ zero: sqrt(I*x)*sqrt(I*y) - sqrt(-x*y)
not zero @ @ zero: log(I*x*I*y) - log(I*x) - log(I*y)
not zero @ @ zero: log(x + I*y) + log(x - I*y) - log(x^2 + y^2) - 2*pi*I
not zero @ @ zero: sqrt((x+I*y)^2) - x - I*y
not zero @ @ zero: ((x+I)^2)^(1/2) - x - I
not zero @ @ zero: log((x+I)^2) - 2*log(x+I)
not zero @ @ zero: exp(I*x)^(1/2)*exp(I*x)^(1/2) - exp(I*x) - sqrt(exp(2*I*x)) + exp(I*x)
false @ @ algebra: log(exp(I*x)) = I*x ; from
false @ @ algebra: sqrt(exp(I*x)) = exp(I*x/2) ; from
false @ @ algebra: log(exp(I*x)) = I*x ; from // substitute: log(exp(2*pi*I)) = 2*pi*I ; x := 2*pi
false @ x + I*y > 0 @ algebra: sqrt((x + I*y)^2) = x + I*y ; from
false @ I > 0 @ algebra: sqrt(I^2) = I ; from // algebra: sqrt(x^2) = x ; from
false @ I*x > 0 @ define: F = log((I*x)^2) // algebra: F = 2*log(I*x)
false @ -x^2 > 0 @ algebra: sqrt(x^4) = -x^2 ; from
false @ x + I*y != 0 @ algebra: log((x+I*y)^2) = 2*log(x+I*y) ; from
true @ @ algebra: exp(I*x)*exp(-I*x) = 1 ; from
true @ @ algebra: exp(I*x) = cos(x) + I*sin(x) ; from
true @ @ define: F = abs(x) // algebra: F^2 = x^2
false @ @ algebra: (-1)^(1/3)*I = -I ; from
false @ @ define: F = (x^2)^(1/6)*I // algebra: F = x^(1/3)*I
false @ @ define: F = (x^2)^(1/2) // algebra: F = x
false @ @ define: F = log(x^2) // algebra: F = 2*log(x) // substitute: 0 = 2*log(-1) ; x := -1 ; from 2 1
only x @ @ define: F = exp(log(x)) // algebra: F = x
only x @ @ define: F = sqrt(x)^2 // algebra: F = x
false @ @ algebra: sqrt(x)^2 = x ; from // substitute: sqrt(-1)^2 = -1 ; x := -1
only x|y @ @ define: F = log(x*y) // algebra: F = log(x) + log(y)
only x|y @ @ define: F = sqrt(x*y) // algebra: F = sqrt(x)*sqrt(y)
only a|b @ @ define: F = log(a/b) // algebra: F = log(a) - log(b)
`);
