/** Conditions that have to travel with what was proved under them; definitions; what is evident. */
import { type Case, casesOf } from "./case.ts";

/** A condition on a symbol that then gets a value. */
export const values: readonly Case[] = casesOf(`
only mu @ lambda > 0 @ define: F = sqrt(lambda^2) // algebra: F = lambda // substitute: sqrt(mu^2) = -mu ; lambda := -mu ; from 2 1
false @ lambda > 0, mu > 0 @ define: F = sqrt(lambda^2) // algebra: F = lambda // substitute: sqrt(mu^2) = -mu ; lambda := -mu ; from 2 1
false @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(1) = -1 ; lambda := -1
false @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: 1 = -1 ; lambda := -1
only mu @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(mu^2) = -mu ; lambda := -mu
false @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(mu^4) = -mu^2 ; lambda := -mu^2
open @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(0) = 0 ; lambda := 0
true @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt((1+mu^2)^2) = 1+mu^2 ; lambda := 1 + mu^2
true @ lambda > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(9) = 3 ; lambda := 3
true @ lambda > 0, mu > 0 @ algebra: sqrt(lambda^2) = lambda ; from // substitute: sqrt(4*mu^2) = 2*mu ; lambda := 2*mu
false @ lambda < 4 @ algebra: sqrt((4-lambda)^2) = 4 - lambda ; from // substitute: sqrt((4-25)^2) = -21 ; lambda := 25
only mu @ lambda < 4 @ algebra: sqrt((4-lambda)^2) = 4 - lambda ; from // substitute: sqrt((4-mu^2)^2) = 4 - mu^2 ; lambda := mu^2
false @ lambda < 4, mu > 3 @ algebra: sqrt((4-lambda)^2) = 4 - lambda ; from // substitute: sqrt((4-mu^2)^2) = 4 - mu^2 ; lambda := mu^2
only u|v @ x > 0, y > 0 @ algebra: log(x*y) = log(x) + log(y) ; from // substitute: log(u*v) = log(-u) + log(-v) ; x := -u ; y := -v
false @ x > 0, y > 0, u > 0, v > 0 @ algebra: log(x*y) = log(x) + log(y) ; from // substitute: log(u*v) = log(-u) + log(-v) ; x := -u ; y := -v
false @ x > 0 @ algebra: log(x^2) = 2*log(x) ; from // substitute: log(u^2) = 2*log(-u) ; x := -u ; assuming u > 0
false @ x > 0 @ algebra: log(x^2) = 2*log(x) ; from // substitute: log((-2)^2) = 2*log(-2) ; x := -2
only b @ a > 0 @ define: J = integral(exp(-a*x^2), x, -infinity, infinity) // integrate: J = sqrt(pi/a) ; by sqrt(pi/a)/2*erf(sqrt(a)*x) // substitute: integral(exp(b*x^2), x, -infinity, infinity) = sqrt(-pi/b) ; a := -b ; from 2 1
false @ a > 0, b > 0 @ define: J = integral(exp(-a*x^2), x, -infinity, infinity) // integrate: J = sqrt(pi/a) ; by sqrt(pi/a)/2*erf(sqrt(a)*x) // substitute: integral(exp(b*x^2), x, -infinity, infinity) = sqrt(-pi/b) ; a := -b ; from 2 1
false @ a > 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a // substitute: integral(exp(x), x, 0, infinity) = -1 ; a := -1 ; from 2 1
false @ a > 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a // substitute: integral(1, x, 0, infinity) = 1/0 ; a := 0 ; from 2 1
true @ a > 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a // substitute: integral(exp(-2*x), x, 0, infinity) = 1/2 ; a := 2 ; from 2 1
false @ x != 0 @ algebra: x/x = 1 ; from // substitute: sign(0) = 1 ; x := 0
false @ x - y != 0 @ algebra: (x^2-y^2)/(x-y) = x + y ; from // substitute: (x^2-x^2)/(x-x) = 2*x ; y := x
only z @ x - y != 0 @ algebra: (x^2-y^2)/(x-y) = x + y ; from // substitute: (x^2-z^2)/(x-z) = x + z ; y := z
only n @ N large @ algebra: sqrt(N^2) = N ; from // substitute: sqrt(n^2) = -n ; N := -n
false @ N large, n > 0 @ algebra: sqrt(N^2) = N ; from // substitute: sqrt(n^2) = -n ; N := -n
false @ N large @ algebra: sqrt(N^2) = N ; from // substitute: sqrt(4) = -2 ; N := -2
false @ lambda > 0 @ define: lambda = -mu^2 // algebra: sqrt(lambda^2) = lambda ; from // algebra: mu^2 = -mu^2 ; from 1 2
false @ lambda > 0 @ define: lambda = -1 // algebra: sqrt(lambda^2) = lambda ; from // algebra: 1 = -1 ; from 1 2
false @ x > 0, -x > 0 @ algebra: sqrt(x^2) = x ; from // algebra: 1 = 1 ; from
false @ x > 0 @ algebra: sqrt(x^2) = x ; from // algebra: x = -x ; assuming x < 0
false @ x > 0 @ define: F = sqrt(x^2) // algebra: F = x // substitute: F = -2 ; x := -2
false @ x > 0 @ define: F = abs(x) // algebra: F = x // integrate: integral(abs(x), x, -1, 1) = 0 ; by x^2/2 ; from 2 1
false @ x > 0 @ define: F = abs(x) // algebra: F = x // marginalise: sum(abs(x), x, [-1, 1]) = 0 ; from 2 1
false @ x > 0 @ algebra: abs(x) = x ; from // marginalise: sum(abs(x), x, [-1, 1]) = 0
false @ x > 0 @ algebra: abs(x) = x ; from // integrate: integral(abs(x), x, -1, 1) = 0 ; by x^2/2
false @ k > 0 @ algebra: abs(k) = k ; from // sum: sum(abs(k), k, -2, 2) = 0
false @ f[i] > 0 @ algebra: sqrt(f[i]^2) = f[i] ; from // substitute: sqrt(g^2) = -g ; f[i] := -g ; assuming g > 0
false @ x > 1 @ algebra: sqrt((x-1)^2) = x - 1 ; from // substitute: sqrt((1/2-1)^2) = -1/2 ; x := 1/2
false @ -1 < m < 1 @ algebra: sqrt((1-m)^2) = 1 - m ; from // substitute: sqrt((1-3)^2) = -2 ; m := 3
false @ x >= 0 @ algebra: abs(x) = x ; from // substitute: abs(-1) = -1 ; x := -1
open @ x >= 0 @ algebra: abs(x) = x ; from // substitute: abs(0) = 0 ; x := 0
open @ x >= 0 @ algebra: abs(x) = x ; from // substitute: abs(y^2) = y^2 ; x := y^2
false @ x > 0 @ limit: sqrt(x^2 + 1) - x = 0 ; in x -> infinity ; from // substitute: sqrt(1 + 1) - 1 = 0 ; x := 1
false @ N > 0 @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity // substitute: S = -1 ; N := -1
only M @ N > 0 @ define: S = sum(c, i, 1, N) // sum: S = N*c ; rule linearity // substitute: sum(c, i, 1, M) = M*c ; N := M ; from 2 1
`);

/** Assumptions about defined names; contradictions; two definitions of one name. */
export const definitions: readonly Case[] = casesOf(`
only A|B @ K >= 0 @ define: K = B - A // inequality: 0 <= K ; evident K // inequality: A <= B ; evident K ; from 1
only A|B @ K > 0 @ define: K = B - A // inequality: A < B ; evident K
only A|B @ K >= 0 @ define: K = B - A // inequality: A <= B ; evident K
only f|g @ F > 0 @ define: F = f - g // algebra: sqrt((f-g)^2) = f - g
false @ F > 0 @ define: F = -x^2 // inequality: x^2 < 0 ; evident F
false @ F > 0 @ define: F = -1 - x^2 // algebra: sqrt(F^2) = F // algebra: 1 + x^2 = -1 - x^2 ; from 1 2
false @ F >= 0 @ define: F = -1 // inequality: 1 <= 0 ; evident F
only x @ F != 0 @ define: F = x // algebra: F/F = 1
false @ F != 0 @ define: F = 0 // algebra: F/F = 1
false @ F != 0 @ define: F = x - x // algebra: F/F = 1
only A|B @ L >= 0 @ define: K = B - A // define: L = 2*K // inequality: A <= B ; evident L/2 ; from 2 1
only a|b @ F[i] > 0 @ define: F[i] = a[i] - b[i] // inequality: b[i] < a[i] ; evident F[i]
false @ @ define: x[alpha] = f[alpha]^2 // define: x[beta] = f[beta] ; from // algebra: f[gamma_1]^2 = f[gamma_1] ; from 1 2
false @ @ define: x[alpha] = f[alpha]^2 // define: x[beta] = f[beta] ; from // algebra: f[alpha]^2 = f[alpha] ; from 1 2
false @ @ define: x[alpha] = f[alpha]^2 // define: x_1 = f_1 ; from // algebra: f_1^2 = f_1 ; from 1 2
false @ @ define: x[alpha] = alpha // define: x[2] = 5 ; from // algebra: 2 = 5 ; from 1 2
false @ @ define: x[1] = 1 // define: x[alpha] = 2 ; from // algebra: 1 = 2 ; from 1 2
false @ @ define: W[i,j] = f[i] // define: W[j,i] = f[i] + 1 ; from // algebra: f[i] = f[i] + 1 ; from 1 2
false @ @ define: W[i,j] = f[i]*f[j] // define: W[1,2] = 1 ; from // algebra: f[1]*f[2] = 1 ; from 1 2
false @ @ define: x = 1 // define: x = 2 ; from // algebra: 1 = 2 ; from 1 2
false @ @ define: x = y + 1 // define: y = x ; from // algebra: 0 = 1 ; from 1 2
only b @ @ define: F = a + b // define: b = 0 ; from // algebra: F = a ; from 1 2
only b @ @ define: b = 0 // define: F = a + b ; from // algebra: F = a ; from 1 2
only b @ b > 0 @ define: b = 0 // define: F = sqrt(b^2)/b ; from // algebra: F = 1 ; from 1 2
false @ b > 0 @ define: b = 0 // algebra: b/b = 1 ; from // algebra: b = 0 ; from 1
false @ @ define: F = x // given: F = x + 1 ; premise odd ; from // algebra: 0 = 1 ; from 1 2
false @ premise odd @ define: F = x // given: F = x + 1 ; premise odd ; from // algebra: 0 = 1 ; from 1 2
false @ premise A @ define: F = x^2 // given: F = -1 ; premise A ; from // algebra: x^2 = -1 ; from 1 2 // algebra: sqrt(F^2) = -1 ; from 2 1
only A|B @ K + 1 > 1 @ define: K = B - A // inequality: A < B ; evident K + 1 - 1
true @ @ define: F = x^2 // define: G = F + 1 // algebra: G = x^2 + 1 ; from 2 1
true @ @ define: F[i] = x[i]^2 // algebra: F[3] = x[3]^2
false @ K >= 0 @ define: K = integral(p*log(p/q), x, 0, 1) // inequality: 0 <= K ; evident K // algebra: K = abs(K) ; from // inequality: 1 <= 0 ; evident K ; from 1
`);

/** Signs that are evident only inside the domain. */
export const evident: readonly Case[] = casesOf(`
only x @ @ define: A = sqrt(x) // inequality: 0 <= A ; evident sqrt(x)
only x @ @ define: A = x^(1/3) // inequality: 0 <= A ; evident x^(1/3)
false @ x < 0 @ define: A = x^(1/3) // inequality: 0 <= A ; evident x^(1/3)
open @ @ define: A = x^(2/3) // inequality: 0 <= A ; evident x^(2/3)
only x @ @ define: A = acosh(x) // inequality: 0 <= A ; evident acosh(x)
only x @ @ define: A = entropy(x) // inequality: 0 <= A ; evident entropy(x)
only x @ @ define: A = acos(x) // inequality: 0 <= A ; evident acos(x)
only x @ @ define: A = sqrt(x - 1) // inequality: 0 <= A ; evident sqrt(x - 1)
only x @ @ define: A = x^(1/4) // inequality: 0 <= A ; evident x^(1/4)
only x @ @ define: A = log(x)^2 // inequality: 0 <= A ; evident log(x)^2
only x @ @ define: A = 1/x^2 // inequality: 0 < A ; evident 1/x^2
false @ @ define: A = x^2 // inequality: 0 < A ; evident x^2
false @ @ define: A = abs(x) // inequality: 0 < A ; evident abs(x)
false @ @ define: A = (x-y)^2 // inequality: 2*x*y < x^2 + y^2 ; evident (x-y)^2
true @ @ define: A = x^2 + y^2 // inequality: 2*x*y <= A ; evident (x-y)^2
true @ @ define: A = exp(x) // inequality: 0 < A ; evident exp(x)
true @ x >= 0 @ define: A = sqrt(x) // inequality: 0 <= A ; evident sqrt(x)
true @ x > 0 @ define: A = sqrt(x) // inequality: 0 < A ; evident sqrt(x)
false @ @ define: A = I^2 // inequality: 0 <= A ; evident I^2
false @ @ define: A = (I*x)^2 // inequality: 0 <= A ; evident (I*x)^2
false @ @ define: A = x^3 // inequality: 0 <= A ; evident x^3
false @ @ define: A = cos(x) // inequality: 0 <= A ; evident cos(x)
false @ @ define: A = log(x) // inequality: 0 <= A ; evident log(x) ; assuming x > 0
false @ @ define: A = x // inequality: A < 1 ; box x -1 1 ; assuming -1 <= x <= 2
false @ -1 < x < 3 @ define: A = x^2 // inequality: A < 4 ; box x -1 1
false @ 0 < x < 3 @ define: A = 1/(x - 1) // inequality: 0 < A ; box x 0 3
open @ @ inequality: 0 <= exp(x) - 1 - x ; evident exp(x) - 1 - x ; from
only x @ @ inequality: 0 <= x - 1 - log(x) ; evident x - 1 - log(x) ; from
false @ @ inequality: 0 < exp(x) - 1 - x ; evident exp(x) - 1 - x ; from
false @ x > 0 @ inequality: 0 < x - 1 - log(x) ; evident x - 1 - log(x) ; from
false @ @ inequality: 0 <= exp(x) - 1 - 2*x ; evident exp(x) - 1 - 2*x ; from
false @ x > 0 @ inequality: 0 <= x - 2 - log(x) ; evident x - 2 - log(x) ; from
false @ @ inequality: 0 <= (x^2)^(1/2) - x^2 ; evident (x^2)^(1/2) - x^2 ; from
`);
