/** Whole derivations: conditions that travel over several steps, names that are caught by a bound one, hidden zeros. */
import { type Case, casesOf } from "./case.ts";

/** Conditions behind a chain of steps. */
export const chains: readonly Case[] = casesOf(`
false @ x > 0 @ algebra: sqrt(x^2) = x ; from // algebra: sqrt(x^2) + 1 = x + 1 // substitute: 3 = -1 ; x := -2
false @ @ algebra: sqrt(x^2) = x ; from ; assuming x > 0 // algebra: 2*sqrt(x^2) = 2*x // substitute: 4 = -4 ; x := -2
only y @ @ algebra: sqrt(x^2) = x ; from ; assuming x > 0 // algebra: 2*sqrt(x^2) = 2*x // substitute: 2*sqrt(y^2) = 2*y ; x := y
false @ x > 0 @ algebra: log(x^2) = 2*log(x) ; from // substitute: log((-y)^2) = 2*log(-y) ; x := -y // substitute: log(9) = 2*log(-3) ; y := 3
only z @ x > 0 @ algebra: sqrt(x^2) = x ; from // substitute: sqrt((2*y)^2) = 2*y ; x := 2*y // substitute: sqrt((2*z-2)^2) = 2*z - 2 ; y := z - 1
false @ x > 0 @ algebra: sqrt(x^2) = x ; from // substitute: sqrt((2*y)^2) = 2*y ; x := 2*y // substitute: sqrt(4) = -2 ; y := -1
true @ x > 0 @ algebra: sqrt(x^2) = x ; from // substitute: sqrt((2*y)^2) = 2*y ; x := 2*y ; assuming y > 0 // substitute: sqrt(16) = 4 ; y := 2
only a @ @ cite: a*x = b // solve: x = b/a ; roots b/a ; assuming a != 0
false @ a != 0 @ cite: a*x = a*y // algebra: x = y ; times 1/a // substitute: x = y ; a := 0
false @ x != 0 @ algebra: x^2/x = x ; from // algebra: 1 + x^2/x = 1 + x // substitute: 1 + 0/0 = 1 ; x := 0
false @ x > 0, y > 0 @ algebra: log(x*y) = log(x) + log(y) ; from // algebra: log(x*y) - log(y) = log(x) // substitute: log(6) - log(-2) = log(-3) ; x := -3 ; y := -2
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // algebra: 2*S = N*(N+1) // substitute: 2*sum(k, k, 1, -4) = 12 ; N := -4 ; from 3 1
false @ a > 0 @ define: J = integral(exp(-a*x), x, 0, infinity) // integrate: J = 1/a ; by -exp(-a*x)/a // algebra: a*J = 1 // substitute: -integral(exp(x), x, 0, infinity) = 1 ; a := -1 ; from 3 1
false @ x > 0 @ define: F = sqrt(x^2) // algebra: F = x // differentiate: diff(F, x) = 1 // substitute: diff(sqrt(x^2), x) = 1 ; x := -3 ; from 3 1
only y @ x > 0 @ define: F = log(x^2) // algebra: F = 2*log(x) // substitute: log(y^2) = 2*log(y) ; x := y ; from 2 1
false @ x > 0, x < 0 @ algebra: sqrt(x^2) = -x ; from // algebra: sqrt(x^2) = x ; from // algebra: x = -x ; from 1 2
false @ x > 1 @ define: x = 1/2 // algebra: sqrt((x-1)^2) = x - 1 ; from // algebra: 1/2 = -1/2 ; from 1 2
false @ x >= 1 @ define: x = 0 // algebra: abs(x - 1) = x - 1 ; from // algebra: 1 = -1 ; from 1 2
false @ D > 0 @ define: q = 1 // determinant: D = x*y - 1 ; of [[x, 1], [1, y]] ; from // algebra: sqrt((x*y-1)^2) = x*y - 1 ; from // substitute: 1 = -1 ; x := 0 ; y := 0
false @ f[i] > 0 @ algebra: sqrt(f[i]^2) = f[i] ; from // substitute: sqrt(4) = -2 ; f[i] := -2
false @ N large @ limit: sqrt(N^2 + 1)/N = 1 ; in N -> infinity ; from // algebra: sqrt(5)/2 = 1
false @ x small @ expand: exp(x) = 1 + x ; small x ; order 1 ; from // substitute: exp(2) = 3 ; x := 2
false @ x small @ expand: exp(x) = 1 + x ; small x ; order 1 ; from // algebra: exp(x) = 1 + x
false @ @ define: F = x^2 - 2*x // stationary: 2*x - 2 = 0 ; of F ; in x // algebra: F = -1 ; from 1 // algebra: x^2 - 2*x = -1 ; from 1
false @ @ define: F = x^2 // stationary: 2*x = 0 ; of F ; in x // substitute: 6 = 0 ; x := 3
open @ x >= 0 @ define: F = sqrt(x^2) // algebra: F = x // substitute: sqrt(0) = 0 ; x := 0 ; from 2 1
true @ x != 0 @ define: F = x^3/x // algebra: F = x^2 // substitute: 8/2 = 4 ; x := 2 ; from 2 1
true @ x > 0, y > 0 @ algebra: log(x*y) = log(x) + log(y) ; from // algebra: log(x*y) - log(y) = log(x) // substitute: log(6) - log(3) = log(2) ; x := 2 ; y := 3
`);

/** Values that meet a bound name of the statement they are put into. */
export const captured: readonly Case[] = casesOf(`
false @ @ define: S = sum(x*k, k, 1, 3) // marginalise: S = 6*x // substitute: sum(k*k, k, 1, 3) = 6*k ; x := k ; from 2 1
false @ @ cite: sum(x*k, k, 1, 3) = 6*x // substitute: sum(k*k, k, 1, 3) = 6*k ; x := k
false @ @ define: J = integral(x*t, t, 0, 1) // integrate: J = x/2 ; by x*t^2/2 // substitute: integral(t*t, t, 0, 1) = t/2 ; x := t ; from 2 1
false @ @ define: F = x^2*y // differentiate: diff(F, y) = x^2 // substitute: diff(y^3, y) = y^2 ; x := y ; from 2 1
false @ @ cite: diff(x^2*y, y) = x^2 // substitute: diff(y^3, y) = y^2 ; x := y
false @ @ cite: diff(x*y, y) = x // substitute: 0 = x ; y := 0
false @ @ cite: diff(x^2, x) = 2*x // substitute: diff(9, x) = 6 ; x := 3
false @ @ cite: prod(x + k, k, 1, 2) = (x+1)*(x+2) // substitute: prod(2*k, k, 1, 2) = (k+1)*(k+2) ; x := k
false @ N > 0 @ cite: sum(f[k], k, 1, N) = N // substitute: sum(f[k], k, 1, k) = k ; N := k // substitute: f[1] + f[2] = 3 ; k := 3
false @ @ define: E = k*x // sum: sum(E, k, 1, 2) = 2*E ; from
false @ @ cite: f[i] = f[j] // algebra: f[1] = f[2] // algebra: f[3] = 0
false @ @ define: F[i] = i // algebra: F[i] = F[j]
false @ @ define: J = integral(integral(x*y, x, 0, y), y, 0, 1) // integrate: J = y^3/6 ; by x*y^3/6
false @ @ define: K = sum(k, k, 1, 3) + k // algebra: K = 4*sum(k, k, 1, 3)/2
true @ @ define: K = sum(k, k, 1, 3) + k // sum: K = 6 + k
false @ @ define: F = integral(x, x, 0, x) // integrate: F = x^2 ; by x^2/2
false @ @ define: F = integral(t, t, 0, x) // differentiate: diff(F, x) = 0
open @ @ define: F = integral(t, t, 0, x) // integrate: F = x^2/2 ; by t^2/2
false @ @ define: G = sum(delta(k, 2)*k, k, 1, 3) // marginalise: G = k
`);

/** Roots, multipliers and matrices that hide a 0. */
export const hiddenZeros: readonly Case[] = casesOf(`
only a @ @ cite: a*x = 0 // solve: x = 0 ; roots 0
false @ a >= 0 @ cite: a*x = 0 // solve: x = 0 ; roots 0
false @ @ cite: 0*y = 0 // algebra: y = 0 ; times 1/(x - x)
only x @ @ cite: sign(x)*y = 0 // algebra: y = 0 ; times sign(x)
only x @ @ cite: abs(x)*y = 0 // algebra: y = 0 ; times 1/abs(x)
only x @ @ cite: sqrt(x)*y = 0 // algebra: y = 0 ; times 1/sqrt(x)
only x @ @ cite: x*y = 0 // algebra: y = 0 ; times 1/x
only x|y @ @ cite: x^2 = y^2 // algebra: x = y ; times 1/(x + y)
false @ @ cite: x^2 = 4 // solve: x = 2 ; roots 2
false @ premise B @ cite: x^2 = 4 // solve: x = 2 ; roots 2 ; because B
false @ @ cite: x^2 = 4 // solve: x = 2 ; undo sqrt(hole)
false @ @ cite: abs(x) = 4 // solve: x = 4 ; undo hole
false @ @ cite: sin(x) = 0 // solve: x = 0 ; undo asin(hole)
false @ @ cite: cosh(x) = w // solve: x = acosh(w) ; undo acosh(hole)
false @ @ cite: x^(2/3) = w // solve: x = w^(3/2) ; undo hole^(3/2)
open @ @ cite: exp(x) = w // solve: x = log(w) ; undo log(hole)
open @ @ cite: atanh(x) = w // solve: x = tanh(w) ; undo tanh(hole)
true @ premise B @ cite: x^2 = 4 // solve: x = 2 ; roots 2 | -2 ; because B
false @ premise B @ cite: x^2 + 1 = 0 // solve: x = 1 ; roots 1 | -1 ; because B
false @ @ cite: (x - 1)*(x - 2)*(x - 1) = 0 // solve: x = 1 ; roots 1
only a @ premise B @ cite: a*x^2 + b*x = 0 // solve: x = 0 ; roots 0 | -b/a ; because B
false @ @ define: H = [[1, 2], [2, 4]] // matrix: H*[[x], [y]] = [[x + 2*y], [2*x + 4*y + 1]]
true @ @ define: H = [[1, 2], [2, 4]] // matrix: H*[[2], [-1]] = [[0], [0]]
false @ @ define: H = [[0, 1], [0, 0]] // matrix: H*H = H
false @ @ define: A = [[0, 1], [0, 0]] // define: B = [[0, 0], [1, 0]] ; from // matrix: A*B = B*A ; from 1 2
false @ @ define: q = 1 // determinant: D = 1 ; of [[x, 1], [0, 1/x]] ; from // substitute: D = 1 ; x := 0
only x @ @ define: q = 1 // determinant: D = 1 ; of [[x, 1], [0, 1/x]] ; from
false @ @ define: X = a*adag // operators: X = adag*a
true @ @ define: X = a*adag // operators: X = adag*a + 1
false @ @ define: X = a*a*adag // operators: X = adag*a*a + a
`);
