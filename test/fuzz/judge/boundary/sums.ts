/** Sums and products over sets: empty and reversed ranges, ends and indices that are no whole numbers. */
import { type Case, casesOf } from "./case.ts";

/** Ranges that may be empty or reversed; a printed condition has to speak of the size. */
export const ranges: readonly Case[] = casesOf(`
only N|from|to @ @ define: S = sum(sum(1, j, i+2, N), i, 1, N) // sum: S = N^2 - N - sum(i, i, 1, N)
false @ N > 0 @ define: S = sum(sum(1, j, i+2, N), i, 1, N) // sum: S = N^2 - N - sum(i, i, 1, N) ; rule linearity
false @ @ define: S = sum(1, i, N+1, 1) // sum: S = 1 - N ; rule linearity ; assuming N > 0
only N @ @ define: S = sum(1, i, N+1, 1) // sum: S = 1 - N ; rule linearity
only N @ @ define: P = prod(2, i, N+2, 1) // sum: P = 2^(-N)
false @ N > 0 @ define: P = prod(2, i, N+2, 1) // sum: P = 2^(-N)
false @ @ define: S = sum(1, i, 5, 2) // sum: S = -2
false @ @ define: S = sum(1, i, 5, 2) // sum: S = -2 ; rule linearity
true @ @ define: S = sum(1, i, 5, 2) // sum: S = 0
true @ @ define: S = sum(i^2, i, 3, 2) // sum: S = 0
true @ @ define: P = prod(i, i, 5, 2) // sum: P = 1
false @ @ define: P = prod(i, i, 5, 2) // sum: P = 0
false @ @ define: S = sum(i, i, 5, 2) // sum: S = -7
false @ @ define: S = sum(x, i, 4, 1) // sum: S = -2*x ; rule linearity
false @ @ define: P = prod(x, i, 4, 1) // sum: P = x^(-2)
true @ @ define: P = prod(x, i, 4, 1) // sum: P = 1
only N @ @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity
true @ N > 0 @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity
true @ N >= 0 @ define: S = sum(c, i, 1, N) // sum: S = N*c ; rule linearity
only N @ @ define: S = sum(1, i, 1, N - 3) // sum: S = N - 3 ; rule linearity
false @ N > 0 @ define: S = sum(1, i, 1, N - 3) // sum: S = N - 3 ; rule linearity
only M|N @ @ define: S = sum(1, i, M, N) // sum: S = N - M + 1 ; rule linearity
false @ M > 0, N > 0 @ define: S = sum(1, i, M, N) // sum: S = N - M + 1 ; rule linearity
only N @ @ define: S = sum(sum(x, j, i, N), i, 1, N) // sum: S = x*(N*(N+1) - sum(i, i, 1, N)) ; rule linearity
false @ N > 0 @ define: S = sum(sum(x, j, i+3, N), i, 1, N) // sum: S = x*(N*(N-2) - sum(i, i, 1, N)) ; rule linearity
only N @ @ define: P = prod(exp(c), i, 1, N) // sum: P = exp(N*c) ; rule linearity
only N @ @ define: P = prod(2, i, 1, N) // sum: P = 2^N
only N @ @ define: S = sum(f[i], i, 1, N) // sum: S = f[1] + sum(f[i], i, 2, N) ; rule split
false @ N >= 0 @ define: S = sum(f[i], i, 1, N) // sum: S = f[1] + sum(f[i], i, 2, N) ; rule split
only N @ @ define: S = sum(f[i], i, 1, N) // sum: S = f[N] + sum(f[i], i, 1, N-1) ; rule split
only K|N @ @ define: S = sum(f[i], i, 1, N) // sum: S = sum(f[i], i, 1, K) + sum(f[i], i, K+1, N) ; rule split
false @ N > 0, K > 0 @ define: S = sum(f[i], i, 1, N) // sum: S = sum(f[i], i, 1, K) + sum(f[i], i, K+1, N) ; rule split
only k|N @ @ define: S = sum(delta(i, k)*f[i], i, 1, N) // sum: S = f[k] ; rule delta contraction
false @ N > 0 @ define: S = sum(delta(i, N+1)*f[i], i, 1, N) // sum: S = f[N+1] ; rule delta contraction
false @ N > 0 @ define: S = sum(delta(i, 0)*f[i], i, 1, N) // sum: S = f[0] ; rule delta contraction
false @ @ define: S = sum(delta(i, 5)*i, i, 1, 3) // sum: S = 5
true @ @ define: S = sum(delta(i, 5)*i, i, 1, 3) // sum: S = 0
true @ @ define: S = sum(delta(i, 2)*i, i, 1, 3) // sum: S = 2
only N @ @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1
true @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: sum(k, k, 1, -3) = 3 ; N := -3
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: S = 1 ; N := -2
only N @ @ define: S = sum(k, k, 2, N) // sum: S = N*(N+1)/2 - 1 ; induction N 2
false @ N >= 0 @ define: S = sum(k, k, 2, N) // sum: S = N*(N+1)/2 - 1 ; induction N 2
false @ N >= 0 @ define: S = sum(1, k, 3, N) // sum: S = N - 2 ; induction N 3
false @ N > 0 @ define: S = sum(i, i, 1, N) // sum: S = (N^2+N)/2 + (N-1)*(N-2)*(N-3) ; induction N 1
false @ N > 0 @ define: S = sum(1, i, 1, N) // sum: S = N + (N-1)*(N-2)*(N-3)*f
false @ @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity // substitute: sum(1, i, 1, -2) = -2 ; N := -2
false @ @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity // substitute: sum(1, i, 1, -2) = -2 ; N := -2 ; from 2 1
only N @ @ define: Z = sum(1, s, [-1, 1], 1, N) // marginalise: Z = 2^N
false @ @ define: Z = sum(1, s, [-1, 1], 1, -2) // marginalise: Z = 1/4
true @ @ define: S = log(prod(exp(f[i]), i, 1, N)) // sum: S = sum(f[i], i, 1, N)
`);

/** Indices and ends that are no whole numbers. */
export const wholes: readonly Case[] = casesOf(`
only k @ @ define: S = sum(delta(i, k/2)*i, i, 1, N) // sum: S = k/2 ; rule delta contraction
false @ N > 0, k > 0, 2*N - k > 0 @ define: S = sum(delta(i, k/2)*i, i, 1, N) // sum: S = k/2 ; rule delta contraction
false @ N > 2 @ define: S = sum(delta(i, 3/2)*i, i, 1, N) // sum: S = 3/2 ; rule delta contraction
true @ @ define: S = sum(delta(i, 3/2)*i, i, 1, 4) // sum: S = 0
false @ @ define: S = sum(delta(i, 3/2)*i, i, 1, 4) // sum: S = 3/2
false @ @ define: S = sum(delta(2*i, 3)*i, i, 1, 4) // sum: S = 3/2
only N @ @ define: S = sum(1, i, 1, N/2) // sum: S = N/2 ; rule linearity
false @ N > 0 @ define: S = sum(1, i, 1, N/2) // sum: S = N/2 ; rule linearity
false @ N > 0 @ define: S = sum(1, i, 1, N/2) // sum: S = N/2 ; rule linearity // substitute: sum(1, i, 1, 3/2) = 3/2 ; N := 3
false @ N > 0 @ define: S = sum(1, i, 1/2, N) // sum: S = N + 1/2 ; rule linearity
false @ @ define: S = sum(1, i, 1, 5/2) // sum: S = 5/2
false @ @ define: S = sum(1, i, 1/2, 5/2) // sum: S = 5/2
false @ @ define: P = prod(2, i, 1, 1/2) // sum: P = sqrt(2)
false @ N > 0 @ define: S = sum(f[i], i, 1, N) // sum: S = sum(f[i-1/2], i, 3/2, N+1/2) ; rule reindex
false @ N > 0 @ define: S = sum(i, i, 1, N) // sum: S = sum(i - 1/2, i, 3/2, N + 1/2) ; rule reindex
only c @ N > 0 @ define: S = sum(i, i, 1, N) // sum: S = sum(i - c, i, 1 + c, N + c) ; rule reindex
true @ N > 0 @ define: S = sum(i, i, 1, N) // sum: S = sum(i - 2, i, 3, N + 2) ; rule reindex
true @ N > 0 @ define: S = sum(i^2, i, 1, N) // sum: S = sum((N+1-i)^2, i, 1, N) ; rule reindex
false @ N > 0 @ define: S = sum(f[i], i, 1, N) // sum: S = sum(f[2*i], i, 1/2, N/2) ; rule reindex
only c|N @ @ define: S = sum(1, i, c, N + c) // sum: S = N + 1 ; rule linearity
only N @ @ define: S = sum(1, i, 1, N^2/2) // sum: S = N^2/2 ; rule linearity
false @ N > 0 @ define: S = sum(1, i, 1, sqrt(N)) // sum: S = sqrt(N) ; rule linearity
false @ @ define: S = sum(1, i, 1, pi) // sum: S = pi ; rule linearity
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: S = 3/8 ; N := 1/2
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: S = sqrt(2)*(sqrt(2)+1)/2 ; N := sqrt(2)
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: S = M/2*(M/2+1)/2 ; N := M/2 ; assuming M > 0
true @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // substitute: sum(k, k, 1, 4) = 10 ; N := 4 ; from 2 1
false @ N > 0 @ define: S = sum(1, i, 1, N) // sum: S = N ; rule linearity // differentiate: diff(S, N) = 1
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // differentiate: diff(S, N) = N + 1/2
false @ N > 0 @ define: S = sum(k, k, 1, N) // sum: S = N*(N+1)/2 ; induction N 1 // integrate: integral(S, N, 0, 1) = 5/12 ; by N^3/6 + N^2/4
false @ @ define: S = sum(delta(i, x), i, -5, 5) // sum: S = 1 ; rule delta contraction
only x|k @ N > 0 @ define: S = sum(sum(delta(i, x)*f[i], i, 1, N), k, 1, N) // sum: S = N*f[x] ; rule delta contraction
true @ N > 0, M > 0 @ define: S = sum(sum(f[i,j], i, 1, N), j, 1, M) // sum: S = sum(sum(f[i,j], j, 1, M), i, 1, N) ; rule interchange
false @ N > 0 @ define: S = sum(sum(f[i,j], i, 1, j), j, 1, N) // sum: S = sum(sum(f[i,j], j, 1, N), i, 1, j) ; rule interchange
`);
