# R's own quantiles, default type 7, of many vectors: Rscript tests/quantile/reference.R >tests/quantile/reference
# First line: the shares p. Each further one: numbers|their quantiles at these. 17 digits, integers plain. Made with
# R 4.2.2 (Debian 12).
set.seed(20200225, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
show <- function(x) ifelse(x == round(x) & abs(x) < 2^53, sprintf("%.0f", x), sprintf("%.17g", x))
sets <- list(c(1), c(1, 2), 1:10, c(5, 3, 9, 1), c(0, 0, 0, 1), c(-3, 7, 7, 7, 20), c(0.1, 0.2, 0.3), 2^53 - 0:4,
             c(-1e308, 1e308, 3), c(1e-320, 2e-320, 3e-320), 1 / (1:9), c(4, 4.5, 5, 2^40 + 0.25))
for (n in c(2, 3, 5, 8, 13, 29, 64, 65, 101)) {
    sets <- c(sets, list(sample.int(400, n, replace = TRUE)), list(sample.int(2^31 - 1, n)), list(rnorm(n, 0, 1e4)),
              list(runif(n)), list(round(rexp(n, 1 / 20), 1)))
}
shares <- c(0, 1, 0.5, 0.25, 0.75, 0.1, 0.9, 0.05, 0.95, 0.01, 0.99, 1 / 3, 2 / 3, 0.6, 0.7)
line <- function(x) paste(x, collapse = ",")
cat(line(sprintf("%.17g", shares)), "\n", sep = "")
for (x in sets) {
    values <- sapply(shares, function(p) quantile(x, p, names = FALSE))
    cat(line(show(x)), "|", line(sprintf("%.17g", values)), "\n", sep = "")
}
