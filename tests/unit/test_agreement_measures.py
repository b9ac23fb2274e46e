"""Agreement of readers: published tables, the package `krippendorff` as oracle, properties, and words."""

import itertools
import math

import krippendorff as oracle
import numpy as np
import pandas as pd
import pytest
from effort import calls, held
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from standpoint import measures
from standpoint.measures.agreement import LEVELS

GAP = math.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve units, gaps.
PRINTED = np.array([[1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
                    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP]]).T  # fmt: skip
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
# The article "Krippendorff's alpha" of Wikipedia: three coders, fifteen units.
ENCYCLOPEDIA = np.array([
    [GAP, GAP, GAP, GAP, GAP, 3, 4, 1, 2, 1, 1, 3, 3, GAP, 3],
    [1, GAP, 2, 1, 3, 3, 4, 3, GAP, GAP, GAP, GAP, GAP, GAP, GAP],
    [GAP, GAP, 2, 1, 3, 4, 4, GAP, 2, 1, 1, 3, 3, GAP, 4],
]).T  # fmt: skip
CODES = st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0, GAP])


def tables(codes=CODES, most=(8, 5)):
    """Random tables of codes with gaps, shape (units, coders)."""
    sizes = st.tuples(st.integers(1, most[0]), st.integers(2, most[1]))
    return sizes.flatmap(lambda size: st.lists(
        st.lists(codes, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]).map(np.array))


def alpha(codes, level="ordinal"):
    return measures.krippendorff_alpha(codes, level).alpha


def by_pairs(table, level):
    """Alpha from its definition, pair by pair, without a table of coincidences; None where it is not defined."""
    units = [row[~np.isnan(row)] for row in table]
    units = [row for row in units if len(row) > 1]
    codes = np.concatenate(units) if units else np.array([])
    n = len(codes)

    def apart(c, k):
        if level == "ordinal":
            low, high = sorted((c, k))
            between = sum(low <= code <= high for code in codes)
            return (between - (sum(codes == c) + sum(codes == k)) / 2) ** 2 if c != k else 0
        return {"nominal": float(c != k), "interval": (c - k) ** 2}[level]

    observed = sum(apart(*p) / (len(row) - 1) for row in units for p in itertools.permutations(row, 2)) / n if n else 0
    expected = sum(apart(*p) for p in itertools.permutations(codes, 2)) / (n * (n - 1)) if n else 0
    return 1 - observed / expected if expected else None


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_of_the_printed_table(level):
    found = measures.krippendorff_alpha(PRINTED, level)
    assert found.alpha == pytest.approx(PUBLISHED[level], abs=0.0005)
    assert (found.units, found.coders, found.codes, found.why) == (11, 4, 40, "")


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.691), ("interval", 0.811)])
def test_alpha_of_the_table_in_wikipedia(level, published):
    assert alpha(ENCYCLOPEDIA, level) == pytest.approx(published, abs=0.0005)


def test_a_worked_example_of_two_readers():
    toy = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]).T
    assert alpha(toy, "nominal") == pytest.approx(0.095, abs=0.0005)
    assert measures.percent_agreement(toy) == pytest.approx(0.6)


@settings(max_examples=200)
@given(tables(), st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_equals_the_package_and_the_definition(table, level):
    found = measures.krippendorff_alpha(table, level)
    wanted = by_pairs(table, level)
    assert (found.alpha is None) == (wanted is None) == bool(found.why)
    if wanted is not None:
        assert found.alpha == pytest.approx(wanted, abs=1e-9)
        other = oracle.alpha(reliability_data=table.T, level_of_measurement=level)
        assert found.alpha == pytest.approx(other, abs=1e-9)


@given(tables(st.sampled_from([0.0, 1.0, 2.0, 5.0, GAP])))
def test_the_ratio_level_equals_the_package(table):
    found = alpha(table, "ratio")
    assume(found is not None)
    assert found == pytest.approx(oracle.alpha(reliability_data=table.T, level_of_measurement="ratio"), abs=1e-9)


@given(tables(), st.randoms())
def test_order_does_not_matter_and_alpha_is_at_most_one(table, random):
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    for level in ("nominal", "ordinal", "interval"):
        one, other = alpha(table, level), alpha(table[rows][:, columns], level)
        assert one is other is None or one == pytest.approx(other) and one <= 1 + 1e-12
        assert one is None or alpha(-table, level) == pytest.approx(one)


@given(tables())
def test_a_row_with_one_code_and_a_row_of_blanks_change_nothing(table):
    more = np.vstack([table, np.full(table.shape[1], GAP), [1.0, *[GAP] * (table.shape[1] - 1)]])
    for measure in (alpha, measures.percent_agreement):
        assert measure(more) == pytest.approx(measure(table))
    drawn = tuple(measures.bootstrap_interval(table, draws=50))
    assert measures.bootstrap_interval(more, draws=50) == pytest.approx(drawn)


@given(tables())
def test_full_agreement_is_one_or_not_defined(table):
    same = np.repeat(table[:, :1], 3, axis=1)
    assert alpha(same) in (1, None) and measures.percent_agreement(same) in (1, None)


@given(tables())
def test_percent_agreement_is_the_observed_part_of_nominal_alpha(table):
    share = measures.percent_agreement(table)
    pairs = [(a == b, len(row)) for row in (r[~np.isnan(r)] for r in table) for a, b in itertools.permutations(row, 2)]
    if share is None:
        assert not pairs
    else:
        n = sum(len(row) for row in (r[~np.isnan(r)] for r in table) if len(row) > 1)
        assert share == pytest.approx(sum(same / (size - 1) for same, size in pairs) / n)


@pytest.mark.parametrize(("codes", "reason"), [
    ([[1, None], [None, 2]], "no cell has codes of two readers"),
    ([[None, None]], "no cell has codes of two readers"),
    (pd.DataFrame(), "no cell has codes of two readers"),
    (np.zeros((4, 0)), "no cell has codes of two readers"),
    ([[2, 2], [2, 2]], "all codes that can be compared are the same"),
    ([[2, 2], [2, 2], [1, None]], "all codes that can be compared are the same"),
])  # fmt: skip
def test_where_alpha_is_not_defined_the_reason_is_said(codes, reason):
    found = measures.krippendorff_alpha(codes)
    assert found.alpha is None and found.why.startswith(reason)
    assert repr(found).startswith(f"alpha is not defined: {reason}")
    drawn = measures.bootstrap_interval(codes, draws=20)
    assert (drawn.low, drawn.high) == (None, None) and drawn.why and drawn.undefined == 20


@pytest.mark.parametrize(("arguments", "words"), [
    ((PRINTED, "cardinal"), "must be one of 'nominal'"), ((PRINTED - 3, "ratio"), "0 or more"),
    (([["1", "2"]],), "numbers alone"), (([[1, math.inf]],), "infinite"), (([1, 2],), "must be a table"),
])  # fmt: skip
def test_bad_input_is_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        measures.krippendorff_alpha(*arguments)


def test_the_table_of_pandas_with_blanks_gives_the_same():
    frame = pd.DataFrame(PRINTED).astype("Int64")
    assert measures.krippendorff_alpha(frame).alpha == pytest.approx(alpha(PRINTED))


def test_the_interval_holds_alpha_is_repeated_and_narrows_with_more_cells():
    found = measures.bootstrap_interval(PRINTED, "ordinal")
    assert found == pytest.approx(tuple(measures.bootstrap_interval(PRINTED, "ordinal")))
    assert found.low < alpha(PRINTED) < found.high <= 1 and (found.draws, found.undefined) == (2000, 0)
    assert found != pytest.approx(tuple(measures.bootstrap_interval(PRINTED, "ordinal", seed=2)))
    many = measures.bootstrap_interval(np.vstack([PRINTED] * 16), "ordinal")
    assert (many.high - many.low) < (found.high - found.low) / 2
    narrow = measures.bootstrap_interval(PRINTED, "ordinal", share=0.5)
    assert found.low < narrow.low < narrow.high < found.high


def test_the_interval_is_that_of_drawn_rows():
    """The same draws, each counted by alpha itself."""
    table = PRINTED[:11]
    draws = np.random.default_rng(1).multinomial(11, np.full(11, 1 / 11), size=40)
    alphas = [alpha(np.repeat(table, times, axis=0)) for times in draws]
    found = measures.bootstrap_interval(table, "ordinal", draws=40)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(alphas, [0.025, 0.975])))


def planted(readers=6, items=5, who=4, seed=3):
    """Codes of readers that mostly agree, `who` with the poles of item 2 turned."""
    draw = np.random.default_rng(seed)
    index = pd.MultiIndex.from_product([[f"i{n}" for n in range(items)], list("pqrs")], names=["item", "stakeholder"])
    true = draw.choice([-2, -1, 1, 2], size=len(index))
    names = [f"r{n}" for n in range(readers)]
    codes = pd.DataFrame(np.repeat(true[:, None], readers, axis=1), index=index, columns=names)
    codes = codes.astype(float).mask(draw.random(codes.shape) < 0.15)
    codes.loc["i2", f"r{who}"] = -codes.loc["i2", f"r{who}"].to_numpy()
    return codes


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_column_is_found_and_no_other(seed):
    codes = planted(seed=seed)
    found = measures.reversed_poles(codes)
    assert [(one.coder, one.item) for one in found] == [("r4", "i2")]
    assert found[0].cells == int(codes.loc["i2", "r4"].notna().sum())
    assert measures.reversed_poles(codes.reset_index(drop=True), codes.index.get_level_values("item")) == found


def test_a_column_is_named_only_where_the_others_are_clear():
    codes = planted(seed=5)  # all four cells of the turned column are filled
    assert measures.reversed_poles(codes[["r0", "r4"]]) == []  # one against one: nobody can say
    assert measures.reversed_poles(codes.abs()) == [] and measures.reversed_poles(codes * GAP) == []
    first = codes.loc["i2", "r4"].first_valid_index()
    codes.loc[("i2", first), "r4"] *= -1  # one cell of the column the same way as the others
    assert codes.loc["i2", "r4"].notna().all() and measures.reversed_poles(codes) == []
    assert measures.reversed_poles(codes.iloc[:, :0]) == []


def test_a_thousand_coders_cost_little_more_than_a_hundred():
    """Counted by values for each cell; by pairs of readers, the calls or the bytes would grow a hundredfold."""

    def spent(effort, coders):
        table = np.random.default_rng(coders).integers(-2, 3, size=(112, coders)).astype(float)
        return effort(lambda: measures.krippendorff_alpha(table))

    assert spent(calls, 1000) < 2 * spent(calls, 100) and spent(held, 1000) < 15 * spent(held, 100)
