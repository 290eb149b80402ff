/** Complex values of what was taken for real, and inequalities from slopes, combinations and boxes. */
import { type Case, casesOf } from "./case.ts";

/** Symbols are real: what holds for them holds for complex values only where it is analytic. */
export const complexValues: readonly Case[] = casesOf(`
false @ @ inequality: 0 <= x^2 ; evident x^2 ; from // substitute: 0 <= -1 ; x := sqrt(-1)
false @ @ algebra: abs(x)^2 = x^2 ; from // substitute: 1 = -1 ; x := sqrt(-1)
false @ @ define: z = I*y // algebra: abs(x)^2 = x^2 ; from // substitute: abs(z)^2 = z^2 ; x := z ; from 2
false @ @ define: z = I // algebra: abs(x)^2 = x^2 ; from // substitute: abs(z)^2 = z^2 ; x := z ; from 2 // algebra: 1 = -1 ; from 3 1
false @ @ define: z = I // algebra: abs(z)^2 = z^2 ; from // algebra: abs(I)^2 = -1 ; from 2 1
false @ @ define: z = I // algebra: abs(z)^2 = z^2 // algebra: abs(I)^2 = -1 ; from 2 1
false @ @ define: z = I // inequality: 0 <= z^2 ; evident z^2 ; from // substitute: 0 <= -1 ; from 2 1
false @ @ define: z = I // inequality: 0 <= z^2 ; evident z^2 ; from
false @ @ define: z = I // inequality: 0 <= z^2 ; evident z^2
false @ @ cite: z = I // algebra: abs(z)^2 = z^2 ; from // algebra: abs(I)^2 = -1 ; from 2 1
false @ @ cite: z = 4*I // algebra: log(exp(z)) = z ; from // algebra: log(exp(4*I)) = 4*I ; from 2 1
false @ premise B @ cite: z^2 = -1 // solve: z = I ; roots I | -I ; because B // algebra: abs(z)^2 = z^2 ; from // algebra: abs(I)^2 = -1 ; from 3 2
false @ @ define: z[k] = I*k // algebra: abs(z[k])^2 = z[k]^2 ; from // algebra: abs(I)^2 = -1 ; from 2 1
false @ @ define: E = abs(x)^2 - x^2 // change: E = abs(I*t)^2 + t^2 ; t := -I*x ; back x := I*t ; jacobian -I
false @ @ algebra: abs(x)^2 = x^2 ; from // change: abs(I*t)^2 = -t^2 ; t := -I*x ; back x := I*t ; jacobian -I
false @ @ define: J = integral(exp(-x^2), x, 0, infinity) // change: J = integral(I*exp(t^2), t, 0, infinity) ; t := -I*x ; back x := I*t ; jacobian -I
true @ @ algebra: exp(x)*exp(-x) = 1 ; from // substitute: exp(I*y)*exp(-I*y) = 1 ; x := I*y
open @ @ algebra: (x+1)^2 = x^2 + 2*x + 1 ; from // substitute: (I+1)^2 = 2*I ; x := I
true @ @ algebra: cosh(x)^2 - sinh(x)^2 = 1 ; from // substitute: cosh(I*y)^2 - sinh(I*y)^2 = 1 ; x := I*y
false @ @ define: F = sqrt(x^2) // define: G = abs(x) ; from // algebra: F = G ; from 1 2 // substitute: sqrt(-1) = 1 ; x := I ; from 3 1 2
false @ @ define: z = I // algebra: abs(z)^2 = z^2 ; from
false @ @ define: z = I*y // algebra: sqrt(z^2) = abs(z) ; from
false @ @ define: z[k] = I*k // algebra: abs(z[k])^2 = z[k]^2 ; from
false @ @ algebra: (1+x^2)/(1+x^2) = 1 ; from // substitute: (1+I^2)/(1+I^2) = 1 ; x := I
false @ @ algebra: (1+x^2)/(1+x^2) = 1 ; from // substitute: 0/0 = 1 ; x := I
false @ @ algebra: (x^4-1)/(1+x^2) = x^2 - 1 ; from // substitute: (I^4-1)/(1+I^2) = -2 ; x := I
false @ @ define: F = (x^4-1)/(1+x^2) // algebra: F = x^2 - 1 // substitute: F = -2 ; x := I ; from 2 1
false @ @ define: E = abs(x)^2 - x^2 // algebra: E = 0 // change: E = 2*t^2 ; t := -I*x ; back x := I*t ; jacobian -I ; from 1 // algebra: 0 = 2*t^2 ; from 2 3
false @ x > 0 @ algebra: log(x^2) = 2*log(x) ; from // substitute: log(-1) = 2*log(I) ; x := I
false @ x > 0 @ algebra: x/x = 1 ; from // substitute: I/I = 2 ; x := I
true @ @ define: z = exp(I*y) // algebra: z^2 = exp(2*I*y)
true @ @ define: z = exp(I*y) // algebra: (z+1)^2 = z^2 + 2*z + 1 ; from // algebra: (exp(I*y)+1)^2 = exp(2*I*y) + 2*z + 1 ; from 2 1
false @ @ define: z = I // inequality: 0 < 1 + z^2 ; evident 1 + z^2
false @ @ define: z = I*y // define: w = z^2 // inequality: 0 <= w ; evident w
false @ @ inequality: 0 <= x^2 ; evident x^2 ; from // substitute: 0 <= I^2 ; x := I
false @ @ inequality: 0 <= x^2 ; evident x^2 ; from // substitute: 0 <= -1 ; x := I
false @ @ inequality: 0 <= x^2 ; evident x^2 ; from // substitute: 0 <= (1+I)^2*y^2 ; x := y*(1+I)
false @ @ inequality: 0 <= exp(x) ; evident exp(x) ; from // substitute: 0 <= exp(log(-2)) ; x := log(-2)
false @ @ inequality: 0 <= exp(x) ; evident exp(x) ; from // substitute: 0 <= exp(log(0)) ; x := log(0)
false @ @ inequality: 0 <= x^2 ; evident x^2 ; from // substitute: 0 <= log(y)^2 ; x := log(y)
false @ @ inequality: x < x + 1 ; evident 1 ; from // substitute: infinity < infinity ; x := infinity
false @ @ algebra: abs(x)^2 = x^2 ; from // substitute: abs(I)^2 = -1 ; x := I
false @ @ algebra: sqrt(x^2) = abs(x) ; from // substitute: sqrt(-1) = 1 ; x := I
false @ x > 0 @ algebra: log(x^2) = 2*log(x) ; from // substitute: log((exp(4*I))^2) = 8*I ; x := exp(4*I)
open @ @ algebra: exp(x)^2 = exp(2*x) ; from // substitute: exp(I)^2 = exp(2*I) ; x := I
false @ @ algebra: log(exp(x)) = x ; from // substitute: log(exp(4*I)) = 4*I ; x := 4*I
false @ @ algebra: log(exp(x)) = x ; from // substitute: log(exp(4*I*y)) = 4*I*y ; x := 4*I*y
false @ @ algebra: sqrt(exp(x)) = exp(x/2) ; from // substitute: sqrt(exp(2*pi*I)) = exp(pi*I) ; x := 2*pi*I
false @ @ algebra: sqrt(1 + x^2)^2 = abs(1 + x^2) ; from // substitute: -3 = 3 ; x := 2*I
false @ @ define: z = I*y // algebra: log(exp(x)) = x ; from // substitute: log(exp(z)) = z ; x := z // algebra: log(exp(4*I)) = 4*I
false @ @ define: J = integral(exp(x*t), t, 0, 1) // integrate: J = (exp(x) - 1)/x ; by exp(x*t)/x ; assuming x != 0 // substitute: J = (exp(2*pi*I)-1)/0 ; x := 2*pi*I*0
`);

/** What a slope, a combination or a box does not show. */
export const orders: readonly Case[] = casesOf(`
true @ @ inequality: 0 <= exp(x) - 1 - x ; convex x ; at 0 ; curvature exp(x) ; from
true @ x > 0 @ inequality: 0 <= x - 1 - log(x) ; convex x ; at 1 ; curvature 1/x^2 ; from
true @ q > 0, p > 0 @ inequality: 0 <= p*log(p/q) - p + q ; convex q ; at p ; curvature p/q^2 ; from
false @ @ inequality: 0 < exp(x) - 1 - x ; convex x ; at 0 ; curvature exp(x) ; from
false @ @ inequality: 0 <= exp(x) - 2 - x ; convex x ; at 0 ; curvature exp(x) ; value -1 ; from
false @ @ inequality: 0 <= x^2 - 1 ; convex x ; at 0 ; curvature 2 ; value -1 ; from
false @ x > 1 @ inequality: 0 <= x^2 - 2*x + 1 - 1/2 ; convex x ; at 1 ; curvature 2 ; value -1/2 ; from
false @ x != 0 @ inequality: 0 <= 1/x + x - 2 ; convex x ; at 1 ; curvature 2/x^3 ; from
false @ @ inequality: 0 <= x^3 + 1 - x^2 ; convex x ; at 0 ; curvature 6*x - 2 ; value 1 ; from
false @ x^2 > 1 @ inequality: 0 <= 1/x + x - 2 ; convex x ; at 1 ; curvature 2/x^3 ; from
false @ @ inequality: 0 <= abs(x)*x + 1 ; monotone x ; at 0 ; slope 2*abs(x) ; value 1 ; from
false @ x > -2 @ inequality: 0 <= x ; monotone x ; at 0 ; slope 1 ; from
true @ x >= 0 @ inequality: 0 <= x - tanh(x) ; monotone x ; at 0 ; slope tanh(x)^2 ; from
false @ x >= 0 @ inequality: 0 < x - tanh(x) ; monotone x ; at 0 ; slope tanh(x)^2 ; from
true @ x >= 0 @ inequality: 0 <= x - log(1+x) ; monotone x ; at 0 ; slope x/(1+x) ; from
false @ x != 1, x > 0 @ inequality: 0 <= 1/(1-x) ; monotone x ; at 0 ; slope 1/(1-x)^2 ; value 1 ; from
false @ x > 0 @ inequality: 0 <= tan(x) ; monotone x ; at 0 ; slope 1/cos(x)^2 ; from
false @ x >= 0 @ inequality: 0 <= 1/2 - sign(x - 1) ; monotone x ; at 0 ; slope 0 ; value 3/2 ; from
false @ x >= 0 @ inequality: 0 <= -abs(x-1)/(x-1) + 1/2 ; monotone x ; at 0 ; slope 0 ; value 3/2 ; from
false @ x > 0 @ inequality: 0 <= exp(x) - 1 - 2*x ; monotone x ; at 0 ; slope exp(x) - 2 ; from
false @ y > 0 @ inequality: 0 <= y - x^2 ; convex y ; at x ; curvature 0 ; from
false @ a > x @ inequality: 0 <= (x-a)^2 - 1 ; convex x ; at a ; curvature 2 ; from
false @ @ inequality: 0 <= a*x^2 ; convex x ; at 0 ; curvature 2*a ; from
only a @ a > 0 @ inequality: 0 <= a*x^2 ; convex x ; at 0 ; curvature 2*a ; from
false @ @ define: y = -x // inequality: 0 <= exp(x) - 1 + y ; convex x ; at 0 ; curvature exp(x) // inequality: 1 <= 0 ; evident x ; from 2
false @ @ define: y = -x^2 // inequality: 0 <= x^2 + 3*y ; convex x ; at 0 ; curvature 2 ; from 1
false @ @ define: c = x // inequality: 0 <= (x-1)^2 + c - 1 - (c-1) ; convex x ; at 1 ; curvature 2 // substitute: 0 < 0 ; x := 1
open @ q[i] > 0, N > 0 @ define: E = x // inequality: 0 <= exp(t[i]) - 1 - t[i] ; convex t[i] ; at 0 ; curvature exp(t[i]) ; from // inequality: 0 <= sum(q[i]*(exp(t[i]) - 1 - t[i]), i, 1, N) ; combine q[i] over i 1 N ; from 2
false @ N > 0 @ define: E = x // inequality: 0 <= exp(t[i]) - 1 - t[i] ; convex t[i] ; at 0 ; curvature exp(t[i]) ; from // inequality: 0 <= sum(q[i]*(exp(t[i]) - 1 - t[i]), i, 1, N) ; combine q[i] over i 1 N ; from 2
false @ q[i] > 0 @ define: E = x // inequality: 0 < q[i] ; evident q[i] ; from // inequality: 0 < sum(q[i], i, 1, N) ; combine 1 over i 1 N ; from 2
true @ q[i] > 0, N >= 1 @ define: E = x // inequality: 0 < q[i] ; evident q[i] ; from // inequality: 0 < sum(q[i], i, 1, N) ; combine 1 over i 1 N ; from 2
false @ x > 0 @ inequality: 0 < x ; evident x ; from // inequality: 0 < -x ; combine -1 ; from 1
false @ x > 0 @ inequality: 0 < x ; evident x ; from // inequality: 0 < x*y ; combine y ; from 1
false @ x > 0 @ inequality: 0 < x ; evident x ; from // inequality: 0 < x*y^2 ; combine y^2 ; from 1
true @ x > 0 @ inequality: 0 < x ; evident x ; from // inequality: 0 <= x*y^2 ; combine y^2 ; from 1
false @ x > 0 @ inequality: 0 < x ; evident x ; from // inequality: 0 < sum(x, x, -3, 0) ; combine 1 over x -3 0 ; from 1
false @ q[1] > 0 @ inequality: 0 < q[1] ; evident q[1] ; from // inequality: 0 < sum(q[i], i, 1, 3) ; combine 1 over i 1 3 ; from 1
false @ k > 0 @ inequality: 0 < k ; evident k ; from // inequality: 0 < sum(k, k, -2, 1) ; combine 1 over k -2 1 ; from 1
false @ i > 2 @ inequality: 0 < i - 2 ; evident i - 2 ; from // inequality: 0 <= sum(i - 2, i, 1, 2) ; combine 1 over i 1 2 ; from 1
false @ -1 < x < 1 @ inequality: 0 <= x ; box x 1 -1 ; from
false @ 0 < x < 1 @ inequality: 0 <= 1/(x - 1/3) ; box x 0 1 ; from
false @ 0 < x < 1 @ inequality: 0 <= x - 1/1000000 ; box x 0 1 ; from
true @ 0 < x < 1 @ inequality: 0 <= x + 1/1000 ; box x 0 1 ; from
false @ 0 < x < 1 @ inequality: 0 < x*y + 1 ; box x 0 1 ; from
false @ 0 < x < 2 @ inequality: 0 < 3 - tan(x)^2 ; box x 0 2 ; from
false @ 0 < x < 2 @ inequality: -2 < sum(1, i, 1, x) ; box x 0 2 ; from
false @ -1 < x < 1 @ inequality: 0 <= sqrt(x) ; box x -1 1 ; from
false @ -1 < x < 1 @ inequality: 0 <= x^(2/3) - 1/1000 ; box x -1 1 ; from
false @ 0 < x < 1 @ inequality: 1/2 <= sign(x - 1/2)^2 ; box x 0 1 ; from
false @ 0 < x < 10 @ inequality: -1/2 <= sin(x) ; box x 0 10 ; from
`);
