"""The state of a disagreement, which is nothing but its entries, one after the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from procedure import acts
from procedure.acts import Danger, Entry, Party, PartySide, TextRef, Way
from procedure.case.calls import Call, DutyOwed
from procedure.case.notes import Action, Communication, Note
from procedure.case.outcome import Issue, Outcome
from procedure.case.protecting import Advice, PolicyIssue, PuttingBack, Safety
from procedure.case.state import OVER, State
from procedure.roster import Side, Standing
from procedure.rules import Rules
from procedure.timed import TierStep
from procedure.written import HeldBy, Tier

_UNKNOWN = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """
    One disagreement as it stands after its entries so far. `seq` is the last entry's number; `entered_at` is
    when the tier reached was called, `counts_from` the instant from which its present step's limit counts.
    `looked_for_at` is when nobody could be found last for an agency of those that are `vacant`.
    `risk_asked_at` is since when it is asked how soon it must be settled now; `is_urgent` says that the
    area's urgent limit binds until somebody answers.
    `rules` are those of its way; `thanks` are who has thanked whom. `duties_before_reopening` is how many of
    its duties began before it was opened again, so that its tier can begin them anew.
    """

    reference: str
    rules: Rules
    seq: int = 0
    state: State = State.OPEN
    raised_at: datetime = _UNKNOWN
    raised_by: int = 0
    raised_for: int | None = None
    danger: Danger = Danger.NONE
    ask_lead: bool = False
    parties: tuple[Party, ...] = ()
    way: Way = Way.BETWEEN
    about: tuple[int, ...] = ()
    about_teams: tuple[int, ...] = ()
    dispute: TextRef | None = None
    wanted: TextRef | None = None
    their_reference: TextRef | None = None
    details: acts.Detailed | None = None
    own_procedures: Mapping[int, bool] = field(default_factory=lambda: MappingProxyType({}))
    tier_index: int = 0
    step_index: int = 0
    entered_at: datetime = _UNKNOWN
    counts_from: datetime = _UNKNOWN
    due_at: datetime | None = None
    protect_by: datetime | None = None
    risk_asked_at: datetime | None = None
    is_urgent: bool = False
    duties: tuple[DutyOwed, ...] = ()
    put_back: PuttingBack | None = None
    safety: Safety | None = None
    safety_failed_at: datetime | None = None
    policy_issues: tuple[PolicyIssue, ...] = ()
    dissents: tuple[Entry, ...] = ()
    calls: tuple[Call, ...] = ()
    past_calls: tuple[Call, ...] = ()
    last_move: acts.MovedUp | None = None
    moves: tuple[Entry, ...] = ()
    has_run_out_at_the_top: bool = False
    vacant: tuple[int, ...] = ()
    looked_for_at: datetime = _UNKNOWN
    joined: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    joined_as: Mapping[int, acts.JoinedAs] = field(default_factory=lambda: MappingProxyType({}))
    taken_out: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
    communications: tuple[Communication, ...] = ()
    nothing_left: frozenset[int] = frozenset()
    steps: tuple[Entry, ...] = ()
    reviews: tuple[Entry, ...] = ()
    advice: tuple[Advice, ...] = ()
    facilities: tuple[acts.FacilityInvolved, ...] = ()
    outcome: Outcome | None = None
    refusals: tuple[Entry, ...] = ()
    raiser_told: Entry | None = None
    lessons: Entry | None = None
    look_backs: tuple[Entry, ...] = ()
    thanks: frozenset[tuple[int, int]] = frozenset()
    withdrawal: Entry | None = None
    ended_at: datetime | None = None
    past_outcomes: tuple[Outcome, ...] = ()
    reopenings: tuple[Entry, ...] = ()
    duties_before_reopening: int = 0
    filed: Mapping[int, datetime] = field(default_factory=lambda: MappingProxyType({}))
    has_room: bool | None = None
    room_replaced_at: datetime | None = None
    not_delivered: int = 0

    @property
    def tier(self) -> Tier:
        """The tier reached."""
        return self.rules.procedure.tiers[self.tier_index]

    @property
    def present_step(self) -> TierStep:
        """The step that runs of the tier's time; the only one where the tier has a plain limit."""
        return self.tier.chain[self.step_index]

    @property
    def duties_owed(self) -> tuple[DutyOwed, ...]:
        """What is owed still beside the tier's time."""
        return tuple(owed for owed in self.duties if owed.owing)

    @property
    def cannot_wait(self) -> bool:
        """Whether somebody has said how soon the child needs it, or the area's urgent limit binds."""
        return self.is_urgent or self.protect_by is not None

    @property
    def is_at_the_top(self) -> bool:
        """Whether there is no tier above."""
        return self.tier_index == len(self.rules.procedure.tiers) - 1

    @property
    def is_inside(self) -> bool:
        """Whether it stays inside one agency, with its managers or its designated lead."""
        return self.way is not Way.BETWEEN

    @property
    def agencies(self) -> tuple[int, ...]:
        """The agencies in the disagreement, the one that raised it first."""
        return tuple(party.agency_id for party in self.parties)

    @property
    def unfiled(self) -> tuple[int, ...]:
        """The agencies whose copy is not on the child's file yet; a written concern is the lead's to file."""
        if self.way is Way.CONCERN:
            return ()
        return tuple(agency for agency in self.agencies if agency not in self.filed)

    @property
    def raising_agency(self) -> int:
        """The agency whose practitioner raised it."""
        return next(party.agency_id for party in self.parties if party.side is PartySide.RAISED_BY)

    def is_challenged(self, agency_id: int) -> bool:
        """Whether it is an agency's own decision, action or inaction that is questioned."""
        return any(p.agency_id == agency_id and p.side is PartySide.RESPONDING for p in self.parties)

    def side(self, agency_id: int) -> Side:
        """Return an agency's side as the roster needs it; the partnership's own has no team and no people."""
        party = next((party for party in self.parties if party.agency_id == agency_id), None)
        if party is None:
            return Side(agency_id, None, ())
        return Side(agency_id, party.team_id, (*self._named_later(agency_id), *party.practitioners))

    def call(self, agency_id: int) -> Call | None:
        """Return the call to an agency at the tier reached, if it has a holder there."""
        return next((call for call in self.calls if call.holder.agency_id == agency_id), None)

    @property
    def has_been_called(self) -> bool:
        """Whether a call of the tier has arrived since it was reached, be it one that was passed on since."""
        arrived = (call.delivered_at for call in self._calls_at(self.tier_index))
        return any(at is not None and at >= self.entered_at for at in arrived)

    def acting(self, agency_id: int) -> tuple[int, ...]:
        """Return who acts for an agency: those called at the tier reached, else at the last tier below."""
        for call in (*self.calls, *reversed(self.past_calls)):
            is_theirs = call.holder.agency_id == agency_id and not call.was_passed_on
            if is_theirs and (people := self._without_taken_out(call.people)):
                return people
        practitioners = (party.practitioners for party in self.parties if party.agency_id == agency_id)
        return self._without_taken_out(next(practitioners, ()))

    def answering(self, agency_id: int) -> tuple[int, ...]:
        """
        Return who answers an outcome for an agency: whoever acts for it; inside an agency, where those who
        act are the other side, the one who raised it, and whoever is in their place (our choice, decision
        013).
        """
        if not self.is_inside:
            return self.acting(agency_id)
        raisers = (person for party in self.parties for person in party.practitioners)
        in_place = (person for person, joined in self.joined_as.items() if joined is acts.JoinedAs.IN_PLACE)
        return self._without_taken_out(tuple(dict.fromkeys((*raisers, *in_place))))

    def agency_of(self, person: int) -> int | None:
        """Return the agency for which a person has a part in this disagreement, None where they have none."""
        return self.parts.get(person)

    @property
    def parts(self) -> Mapping[int, int]:
        """Everyone with a part, and the agency for which they have it, in the order in which they came in."""
        parts: dict[int, int] = {}
        for party in self.parties:
            parts |= {person: party.agency_id for person in party.practitioners if person not in parts}
        for call in (*self.past_calls, *self.calls):
            parts |= {person: call.holder.agency_id for person in call.people if person not in parts}
        parts |= {person: agency for person, agency in self.joined.items() if person not in parts}
        return {person: agency for person, agency in parts.items() if person not in self.taken_out}

    def has_taken_part(self, person: int) -> bool:
        """Whether somebody has done anything in it, is named in anything, or is called or holds anything."""
        return person in {
            self.raised_by,
            self.raised_for,
            *self.joined,
            *(each for call in self.calls for each in call.people),
            *(each for note in self.notes for each in (note.author, *note.content.took_part)),
            *(action.owner for action in self.actions),
            *(issue.owner for issue in self.issues),
            *(said.by for said in self.advice),
            *(entry.by for entry in (*self.reviews, *self.steps, *self.dissents)),
            *(each.person for each in self.communications),
            *(each.raised_by for each in self.policy_issues),
            *((self.outcome.proposed_by, *self.outcome.answered_by.values()) if self.outcome else ()),
            *((self.safety.holder, self.safety.arranged_by) if self.safety else ()),
        }

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the outcome that stands, and those agreed before a reopening, have left open, done or not."""
        outcomes = [*self.past_outcomes, *([self.outcome] if self.outcome else [])]
        return tuple(issue for outcome in outcomes for issue in outcome.issues)

    @property
    def settled_issues(self) -> tuple[Issue, ...]:
        """Those left open by what every agency has agreed: they are pursued, whatever becomes of the rest."""
        if self.state in (State.AGREED, State.CLOSED):
            return self.issues
        return tuple(issue for outcome in self.past_outcomes for issue in outcome.issues)

    @property
    def is_finished(self) -> bool:
        """Whether it is over and nothing waits: no issue left open, no copy to be filed, no policy issue."""
        if self.state is not State.TAKEN_BACK and any(not each.received_by for each in self.policy_issues):
            return False
        is_filed = self.state is not State.WITHDRAWN or set(self.filed) >= set(self.agencies)
        return self.state in OVER and is_filed and all(issue.done_at for issue in self.settled_issues)

    @property
    def asked_to_consent(self) -> tuple[int, ...]:
        """Who has been asked to agree to a withdrawal that nobody has answered yet."""
        if self.withdrawal is None or self.state is not State.OPEN:
            return ()
        return self.withdrawal.of(acts.WithdrawalAsked).asked

    @property
    def concerned(self) -> frozenset[int]:
        """Everyone in whose Home it stands: those with a part, those asked to agree to a withdrawal."""
        return frozenset({*self.parts, *self.asked_to_consent})

    @property
    def supporters(self) -> tuple[int, ...]:
        """Those who support somebody and act for nobody, as long as they are neither named nor called."""
        about = {person for party in self.parties for person in party.practitioners}
        called = {person for call in (*self.past_calls, *self.calls) for person in call.people}
        asked = (person for person in self.parts if self.joined_as.get(person) is acts.JoinedAs.SUPPORTER)
        return tuple(person for person in asked if person not in about | called)

    def represented_by(self, people: Iterable[int]) -> frozenset[int]:
        """Return the agencies for which any of these people have a part; a supporter speaks for none."""
        speaking = set(people).difference(self.supporters)
        return frozenset(agency for person, agency in self.parts.items() if person in speaking)

    def note(self, number: int) -> Note | None:
        """Return a note in its newest version."""
        return next((note for note in self.notes if note.number == number), None)

    def is_held_by_partnership(self) -> bool:
        """Whether the tier reached is the partnership's own."""
        return self.tier.held_by is HeldBy.PARTNERSHIP

    def _calls_at(self, tier_index: int) -> list[Call]:
        return [call for call in (*self.past_calls, *self.calls) if call.tier == tier_index]

    def _named_later(self, agency_id: int) -> list[int]:
        """Practitioners named by a duty desk, or in place of somebody else: the newest first."""
        named = [
            call.holder.people
            for call in reversed(self._calls_at(0))
            if call.holder.agency_id == agency_id and call.holder.standing is Standing.NAMED
        ]
        return [person for people in named for person in people]

    def _without_taken_out(self, people: Iterable[int]) -> tuple[int, ...]:
        return tuple(person for person in people if person not in self.taken_out)
