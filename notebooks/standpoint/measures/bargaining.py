"""Room for a bargain on one line: what each would accept, and where these ranges meet."""

from typing import NamedTuple

from .inputs import scalar, vector


class Interval(NamedTuple):
    """A stretch of a line, from low to high."""

    low: float
    high: float


def acceptance_set(ideal, status_quo):
    """Return the outcomes that one actor prefers to the status quo, on one line.

    ideal, status_quo: numbers on the same line. The actor's liking falls evenly on both sides of its ideal
    point, so it prefers what lies between the status quo and its mirror image, 2 * ideal - status_quo.
    Returns Interval(low, high), the ends not included; None where the status quo is its ideal already.
    Raises ValueError for what is not a number.
    Source: Tsebelis 2002, Veto Players.
    """
    peak, now = scalar(ideal, "ideal"), scalar(status_quo, "status_quo")
    mirror = 2 * peak - now
    return Interval(min(now, mirror), max(now, mirror)) if mirror != now else None


def win_set(ideals, status_quo):
    """Return the outcomes that every actor prefers to the status quo, on one line.

    ideals: shape (n_actors,), one at least. Returns Interval(low, high), the ends not included; None where
    there is no such outcome: the status quo stands.
    Raises ValueError for a blank: leave that actor out, or assume an ideal point for it.
    Source: Putnam 1988, International Organization 42(3), 427-460; Tsebelis 2002, Veto Players.
    """
    sets = [acceptance_set(ideal, status_quo) for ideal in vector(ideals, "ideals")]
    if None in sets:
        return None
    low, high = max(one.low for one in sets), min(one.high for one in sets)
    return Interval(low, high) if low < high else None


def zopa(seller_reservation, buyer_reservation):
    """Return the zone of possible agreement of a seller and a buyer.

    Reservation value: the least the seller takes, the most the buyer pays; what each can get without a deal
    (the BATNA) sets it. Returns Interval(low, high), the ends included, so that equal values leave one
    price; None where the seller wants more than the buyer pays. Raises ValueError for what is not a number.
    Source: Raiffa 1982, The Art and Science of Negotiation; Fisher and Ury 1981, Getting to Yes.
    """
    least, most = scalar(seller_reservation, "seller_reservation"), scalar(buyer_reservation, "buyer_reservation")
    return Interval(least, most) if least <= most else None
