# The figures of figures.sql by R's package survival: Rscript tests/survival/reference.R sets.csv own.csv >figures
# Besides the sets given it takes those of the package itself and writes them to own.csv, which has the columns of sets.csv.
suppressMessages(library(survival))
files <- commandArgs(TRUE)
own <- rbind(data.frame(set = "lung", t = lung$time, solved = lung$status - 1, grp = lung$sex, stratum = ifelse(is.na(lung$ph.ecog), 9, lung$ph.ecog)),
             data.frame(set = "aml", t = aml$time, solved = aml$status, grp = as.integer(aml$x), stratum = 1),
             data.frame(set = "veteran", t = veteran$time, solved = veteran$status, grp = veteran$trt, stratum = as.integer(veteran$celltype)),
             data.frame(set = "mgus2", t = mgus2$futime, solved = ifelse(mgus2$pstat == 1, 1, ifelse(mgus2$death == 1, 2, 0)), grp = as.integer(mgus2$sex), stratum = mgus2$age %/% 20))
for (x in levels(aml$x)) own <- rbind(own, data.frame(set = paste0("aml-", x), t = aml$time, solved = aml$status, grp = 1, stratum = 1)[aml$x == x, ])
for (x in 1:2) {
    own <- rbind(own, data.frame(set = paste0("lung-", x), t = lung$time, solved = lung$status - 1, grp = 1, stratum = 1)[lung$sex == x, ])
    own <- rbind(own, data.frame(set = paste0("veteran-", x), t = veteran$time, solved = veteran$status, grp = 1, stratum = 1)[veteran$trt == x, ])
}
write.csv(own, files[2], row.names = FALSE, quote = FALSE)
cases <- rbind(read.csv(files[1]), own)

kinds <- c(log = 0.95, "log-log" = 0.9, plain = 0.8)
shares <- c(0.01, 0.1, 0.2, 0.25, 0.5, 0.6, 0.75, 0.9, 1)
say <- function(set, figure, argument, value)
    cat(paste(set, figure, argument, ifelse(is.na(value), "NA", sprintf("%.17g", value)), sep = " "), sep = "\n")
test <- function(set, name, formula, data, rho = 0, more = FALSE) {
    r <- tryCatch(survdiff(formula, data, rho = rho), error = function(e) NULL)
    df <- if (is.null(r)) 0 else sum(rowSums(as.matrix(r$exp)) > 0) - 1
    say(set, paste0("chi2", name), "-", if (df < 1) NA else r$chisq)
    if (more) say(set, paste0("p", name), "-", if (df < 1) NA else pchisq(r$chisq, df, lower.tail = FALSE))
    if (more && name == "") say(set, "df", "-", if (df < 1) NA else df)
}
for (name in unique(cases$set)) {
    one <- cases[cases$set == name, ]
    solved <- Surv(one$t, one$solved == 1)
    for (kind in names(kinds)) {
        fit <- survfit(solved ~ 1, conf.type = kind, conf.int = kinds[[kind]])
        curve <- summary(fit, censored = TRUE)
        say(name, paste0("low:", kind), fit$time, curve$lower)
        say(name, paste0("high:", kind), fit$time, curve$upper)
        if (sum(!is.na(fit$lower)) > 0 && sum(one$solved == 1) > 0) {
            q <- tryCatch(quantile(fit, shares), error = function(e) NULL)
            if (!is.null(q)) {
                say(name, paste0("quantile_low:", kind), shares, q$lower)
                say(name, paste0("quantile_high:", kind), shares, q$upper)
                if (kind == "log") say(name, "quantile", shares, q$quantile)
            }
        }
        if (kind != "log") next
        say(name, "survival", fit$time, fit$surv)
        say(name, "at_risk", fit$time, fit$n.risk)
        say(name, "solved", fit$time, fit$n.event)
        say(name, "std_error", fit$time, curve$std.err)
        for (t in Filter(function(t) t >= min(one$t) && t > 0, unique(c(max(one$t), 2 * max(one$t) + 5, 2)))) {
            mean <- summary(fit, rmean = t)$table
            say(name, "mean", t, mean[["rmean"]])
            say(name, "mean_error", t, mean[["se(rmean)"]])
        }
    }
    both <- survfit(Surv(one$t, factor(one$solved, 0:2, c("open", "solved", "withdrawn"))) ~ 1)
    say(name, "incidence", both$time, both$pstate[, 2])
    say(name, "incidence_error", both$time, both$std.err[, 2])
    say(name, "incidence_low", both$time, both$lower[, 2])
    say(name, "incidence_high", both$time, both$upper[, 2])
    say(name, "withdrawal", both$time, both$pstate[, 3])
    say(name, "withdrawal_error", both$time, both$std.err[, 3])
    if (length(unique(one$grp)) < 2) next
    test(name, "", solved ~ one$grp, NULL, more = TRUE)
    test(name, ":strata", solved ~ one$grp + strata(one$stratum), NULL, more = TRUE)
    test(name, ":rho1", solved ~ one$grp, NULL, rho = 1)
    test(name, ":rho.5", solved ~ one$grp + strata(one$stratum), NULL, rho = 0.5)
}
