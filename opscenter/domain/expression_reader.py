"""Reads for an expression what its inputs were at the moments of a beat: its own entity's, others', those of groups."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.expression_columns import Flags, Floats, Ints, Members, Points, Trits
from opscenter.domain.expression_groups import ExpressionGroups
from opscenter.domain.expression_program import Program, members_need
from opscenter.domain.expression_state import MOST_WORDS, ExpressionState, Form
from opscenter.domain.expression_tree import AnyOf, Input, Reduced, TextIs, Where, Whose


class ExpressionReader:
    """A `Reader` over the state and the groups, for one program."""

    def __init__(self, state: ExpressionState, groups: ExpressionGroups, program: Program) -> None:
        self._state = state
        self._groups = groups
        self._kind = program.expression.entity_type

    def number(self, read: Input, points: Points) -> Floats:
        """The number of an attribute; NaN where it is not known."""
        return self._state.read(read.kind, (read.attribute, Form.NUMBER), self._rows(read, points), points.ranks)

    def is_text(self, node: TextIs, points: Points) -> Trits:
        """Whether the text of an attribute is one of some."""
        read = node.input
        code = self._state.read(read.kind, (read.attribute, Form.TEXT), self._rows(read, points), points.ranks)
        true = np.isin(code, self._state.codes(node.texts))
        return Trits(true, ~true & ~np.isnan(code))

    def is_heard(self, points: Points) -> Flags:
        """Whether entities are not silent for longer than is usual for them."""
        return ~self._state.is_stale(points.rows)

    def _rows(self, read: Input, points: Points) -> Ints:
        if read.whose in (Whose.OWN, Whose.MEMBER):
            return points.rows
        if read.whose is Whose.FIXED:
            return np.full(len(points.rows), self._state.row_of(read.which), np.int64)
        words = self._state.read(self._kind, (read.which, Form.WORD), points.rows, points.ranks)
        return self._state.rows_of_words(words)

    def members(self, node: Reduced | AnyOf, points: Points) -> Members:
        """The members of the groups of points that have ever said what is asked of them."""
        group = node.group
        if group.scope.where is Where.WITHIN:
            count, rows = self._groups.members((self._kind, group.kind, group.scope.metres), points.rows)
            known = self._groups.is_placed(points.rows)
            return self._said(node, count, Points(rows, np.repeat(points.ranks, count)), known, None)
        rows = self._state.present(group.kind)
        if group.scope.where is Where.EVERYWHERE:
            ranks, of = np.unique(points.ranks, return_inverse=True)
            count = np.full(len(ranks), len(rows), np.int64)
            there = Points(np.tile(rows, len(ranks)), np.repeat(ranks, len(rows)))
            return self._said(node, count, there, np.ones(len(ranks), np.bool_), of)
        return self._same(node, rows, points)

    def _same(self, node: Reduced | AnyOf, rows: Ints, points: Points) -> Members:
        """Groups of those whose word is the same as that of the point."""
        wanted = (node.group.scope.attribute, Form.WORD)
        word = self._state.read(self._kind, wanted, points.rows, points.ranks)
        # The words of members, as of each moment that is asked about; of one, where none has changed.
        changed = self._state.is_changed(node.group.kind, wanted)
        moments = np.unique(points.ranks) if changed else np.array([points.ranks.min()])
        rows = np.tile(rows, len(moments))
        theirs = self._state.read(node.group.kind, wanted, rows, np.repeat(moments, len(rows) // len(moments)))
        moment = np.repeat(np.arange(len(moments)), len(rows) // len(moments))
        known = ~np.isnan(theirs)
        keys, rows = moment[known] * MOST_WORDS + theirs[known].astype(np.int64), rows[known]
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        of_moment = np.searchsorted(moments, points.ranks, "right") - 1
        asked = np.where(np.isnan(word), -1, of_moment * MOST_WORDS + np.nan_to_num(word).astype(np.int64))
        each = np.stack((asked, points.ranks))
        (asked, ranks), of = np.unique(each, axis=1, return_inverse=True)
        start = np.searchsorted(keys, asked, "left")
        count = np.searchsorted(keys, asked, "right") - start
        at = np.repeat(start - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
        there = Points(rows[at], np.repeat(ranks, count))
        return self._said(node, count, there, asked >= 0, of.ravel())

    def _said(
        self, node: Reduced | AnyOf, count: Ints, there: Points, known: NDArray[np.bool_], of: Ints | None
    ) -> Members:
        asked = members_need(node)
        chosen = ~self._state.is_gone(there.rows)
        if asked:
            said = np.zeros(len(there.rows), np.bool_)
            for need in asked:
                said |= self._state.has_said(need.kind, need.wanted, there.rows, there.ranks)
            chosen &= said
        if not chosen.all():
            group = np.repeat(np.arange(len(count)), count)[chosen]
            count = np.bincount(group, minlength=len(count)).astype(np.int64)
            there = Points(there.rows[chosen], there.ranks[chosen])
        return Members(count, there, known, of)
