"""The figures of figures.sql from their definitions, slowly and in exact fractions: python3 tests/survival/oracle.py sets.csv >figures

Written from the formulas in fulfil-statistics(7), apart from the code. Every sum runs over all cases or all pairs of
durations; nothing is carried on. Fractions stay exact until the square root, logarithm or power that a figure ends in,
which is taken in 50 decimal digits. The variance of the cumulative incidence is the jackknife's: the derivative of the
estimate by the weight of each case, found by arithmetic with infinitesimals, squared and added.
"""
import csv
import sys
from collections import defaultdict
from decimal import Decimal, getcontext
from fractions import Fraction
from statistics import NormalDist

getcontext().prec = 50
TOLERANCE = Decimal(2) ** -26
KINDS = {"log": 0.95, "log-log": 0.9, "plain": 0.8}
# NormalDist().inv_cdf is good to some 1e-16.
Z = {kind: Decimal(NormalDist().inv_cdf((1 + confidence) / 2)) for kind, confidence in KINDS.items()}
SHARES = ["0.01", "0.1", "0.2", "0.25", "0.5", "0.6", "0.75", "0.9", "1.0"]


def decimal(x):
    return Decimal(x.numerator) / Decimal(x.denominator) if isinstance(x, Fraction) else Decimal(x)


def say(name, figure, argument, value):
    print(name, figure, argument, "NA" if value is None else f"{decimal(value):.25g}")


# --- Kaplan-Meier -----------------------------------------------------------------------------------------------------


def at_risk(cases, u):
    return sum(1 for t, _ in cases if t >= u)


def ended(cases, u, outcomes):
    return sum(1 for t, outcome in cases if t == u and outcome in outcomes)


def survival(cases, t):
    product = Fraction(1)
    for u in {u for u, _ in cases if u <= t}:
        product *= 1 - Fraction(ended(cases, u, {1}), at_risk(cases, u))
    return product


def greenwood(cases, t):
    """The variance of log S; None where it is infinite."""
    total = Fraction(0)
    for u in {u for u, outcome in cases if u <= t and outcome == 1}:
        n, d = at_risk(cases, u), ended(cases, u, {1})
        if n == d:
            return None
        total += Fraction(d, n * (n - d))
    return total


def limits(estimate, variance, kind, z):
    """Of an estimate whose logarithm has the variance given, which is None for infinity."""
    if estimate == 0 or variance is None or (estimate >= 1 and kind == "log-log"):
        return None, None
    s, reach = decimal(estimate), z * decimal(variance).sqrt()
    if kind == "plain":
        return max(s - s * reach, Decimal(0)), min(s + s * reach, Decimal(1))
    if kind == "log":
        return s * (-reach).exp(), min(s * reach.exp(), Decimal(1))
    power = (reach / s.ln()).exp()
    both = ((s.ln() / power).exp(), (s.ln() * power).exp())
    return min(both), max(both)


def quantile(times, curve, p):
    """R's rule for a curve with the values given at the times, None where there is none."""
    p = Decimal(p)
    points, last = [], Decimal(0)
    for t, value in zip(times, curve):
        y = None if value is None else 1 - decimal(value)
        if y is not None and (abs(y) < Decimal("1e-15") or (last is not None and abs(y - last) < Decimal("1e-15"))):
            continue
        if y is not None:
            points.append((y, t))
        last = y
    near = min((y, t) for y, t in points + [(Decimal(9), None)] if y + TOLERANCE >= p)
    far = min((y, t) for y, t in points + [(Decimal(9), None)] if y - TOLERANCE >= p)
    if last is not None and abs(p - last) < TOLERANCE:
        return Fraction(near[1] + times[-1], 2)
    if far[1] is None:
        return None
    return Fraction(near[1] + far[1], 2)


def curve_figures(name, cases):
    times = sorted({t for t, _ in cases})
    curve = [survival(cases, t) for t in times]
    spread = [greenwood(cases, t) for t in times]
    for t, s, v in zip(times, curve, spread):
        say(name, "survival", t, s)
        say(name, "at_risk", t, at_risk(cases, t))
        say(name, "solved", t, ended(cases, t, {1}))
        say(name, "std_error", t, None if v is None else decimal(s) * decimal(v).sqrt())
    for p in SHARES:
        say(name, "quantile", p, quantile(times, curve, p))
    for kind, z in Z.items():
        both = [limits(s, v, kind, z) for s, v in zip(curve, spread)]
        for t, (low, high) in zip(times, both):
            say(name, "low:" + kind, t, low)
            say(name, "high:" + kind, t, high)
        for p in SHARES:
            say(name, "quantile_low:" + kind, p, quantile(times, [low for low, _ in both], p))
            say(name, "quantile_high:" + kind, p, quantile(times, [high for _, high in both], p))
    for end in {times[-1], 2 * times[-1] + 5, 2}:
        area, error = mean(cases, times, end)
        say(name, "mean", end, area)
        say(name, "mean_error", end, error)


def mean(cases, times, end):
    def beyond(u):
        """The area under S from u to the end."""
        corners = [u] + [t for t in times if u < t < end] + [end]
        return sum((survival(cases, a) * (b - a) for a, b in zip(corners, corners[1:])), Fraction(0))

    variance = Fraction(0)
    for u in times:
        n, d = at_risk(cases, u), ended(cases, u, {1})
        if u < end and n > d:
            variance += beyond(u) ** 2 * Fraction(d, n * (n - d))
    first = min(times[0], end)
    return first + beyond(first), decimal(variance).sqrt()


# --- cumulative incidence ---------------------------------------------------------------------------------------------


class Dual:
    """A number and its derivative by one case's weight."""

    def __init__(self, value, slope=0):
        self.value, self.slope = Fraction(value), Fraction(slope)

    def __add__(self, other):
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other):
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def __truediv__(self, other):
        return Dual(self.value / other.value,
                    (self.slope * other.value - self.value * other.slope) / other.value ** 2)


def incidence_path(cases, outcome, weighted):
    """The share at each duration, with its derivative by the weight of the case with the number given."""
    share, left, path = Dual(0), Dual(1), {}
    for u in sorted({t for t, _ in cases}):
        def total(chosen):
            return Dual(sum(map(chosen, cases)), chosen(cases[weighted]))

        risk = total(lambda case: case[0] >= u)
        share = share + left * total(lambda case: case == (u, outcome)) / risk
        left = left * (risk - total(lambda case: case[0] == u and case[1] > 0)) / risk
        path[u] = share
    return path


def incidence_figures(name, cases):
    for figure, outcome in (("incidence", 1), ("withdrawal", 2)):
        paths = {case: incidence_path(cases, outcome, cases.index(case)) for case in set(cases)}
        for u in sorted({t for t, _ in cases}):
            share = paths[cases[0]][u].value
            variance = sum(paths[case][u].slope ** 2 for case in cases)
            say(name, figure, u, share)
            say(name, figure + "_error", u, decimal(variance).sqrt())
            if outcome == 1:
                low, high = limits(share, variance / share ** 2 if share else None, "log", Z["log"])
                say(name, "incidence_low", u, low)
                say(name, "incidence_high", u, high)


# --- log-rank ---------------------------------------------------------------------------------------------------------


def solve(matrix, vector):
    """matrix^-1 vector exactly; None where there is none."""
    n = len(vector)
    rows = [list(row) + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        pivot = next((k for k in range(i, n) if rows[k][i] != 0), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(n):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def logrank(rows, stratified, rho):
    """chi-squared and degrees of freedom of rows (t, outcome, group, stratum); None, None where there are none."""
    groups = sorted({g for _, _, g, _ in rows})
    excess, expected = defaultdict(Fraction), defaultdict(Fraction)
    covariance = defaultdict(Fraction)
    for stratum in {s for *_, s in rows} if stratified else [None]:
        part = [row for row in rows if stratum is None or row[3] == stratum]
        plain = [(t, outcome) for t, outcome, _, _ in part]
        for u in {t for t, outcome in plain if outcome == 1}:
            before = survival([(t, outcome) for t, outcome in plain], u - 1)
            weight = before ** rho if rho in (0, 1) else Fraction(decimal(before).sqrt())
            n, d = at_risk(plain, u), ended(plain, u, {1})
            risk = {g: sum(1 for t, _, group, _ in part if t >= u and group == g) for g in groups}
            for g in groups:
                seen = sum(1 for t, outcome, group, _ in part if (t, outcome, group) == (u, 1, g))
                excess[g] += weight * (seen - Fraction(d * risk[g], n))
                expected[g] += weight * Fraction(d * risk[g], n)
                for h in groups if n > 1 else []:
                    covariance[g, h] += (weight ** 2 * Fraction(d * (n - d), n - 1) * Fraction(risk[g], n)
                                         * ((g == h) - Fraction(risk[h], n)))
    kept = [g for g in groups if expected[g] > 0][1:]
    if not kept:
        return None, None
    inner = solve([[covariance[g, h] for h in kept] for g in kept], [excess[g] for g in kept])
    if inner is None:
        return None, None
    return sum(excess[g] * x for g, x in zip(kept, inner)), len(kept)


def tail(chi2, df):
    """P(X >= chi2), by the recurrence of the incomplete gamma function from one or two degrees of freedom up."""
    x = decimal(chi2) / 2
    if x <= 0:
        return Decimal(1)
    if df % 2 == 0:
        degrees, q, term = 2, (-x).exp(), (-x).exp() * x
    else:
        # erf(sqrt x) = 2/sqrt(pi) e^-x sqrt(x) sum of (2x)^k / (1 3 5 ... (2k + 1))
        pi = Decimal("3.14159265358979323846264338327950288419716939937511")
        part, series, k = Decimal(1), Decimal(1), 0
        while part > Decimal("1e-60"):
            k += 1
            part *= 2 * x / (2 * k + 1)
            series += part
        unit = 2 * (x / pi).sqrt() * (-x).exp()
        degrees, q, term = 1, 1 - unit * series, unit
    while degrees < df:
        q += term
        degrees += 2
        term *= 2 * x / degrees
    return q


def test_figures(name, rows):
    for suffix, stratified, rho in (("", False, 0), (":strata", True, 0), (":rho1", False, 1), (":rho.5", True, 0.5)):
        chi2, df = logrank(rows, stratified, rho)
        say(name, "chi2" + suffix, "-", chi2)
        if rho == 0:
            say(name, "p" + suffix, "-", None if chi2 is None else tail(chi2, df))
        if suffix == "":
            say(name, "df", "-", df)


sets = defaultdict(list)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for line in csv.DictReader(file):
        sets[line["set"]].append((int(line["t"]), int(line["solved"]), line["grp"], line["stratum"]))
for name, rows in sets.items():
    cases = [(t, outcome) for t, outcome, _, _ in rows]
    curve_figures(name, cases)
    incidence_figures(name, cases)
    test_figures(name, rows)
