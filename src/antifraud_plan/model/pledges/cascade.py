"""The cascade (层层签订): every pledge there is to sign, derived from plan, tree and people."""

import attrs

from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.relation import PledgeRelation


@attrs.frozen
class Signing:
    """One pledge to be signed (一份应签的承诺书).

    Attributes:
        id: stable while relation, unit, class and name stay: the unit's id, a dash, eight letters and digits.
        relation: the step of the cascade.
        keeper: whose register lists it: the receiving unit for units, the school for people.
        signer: who signs: a unit's full name, or a person's name.
        counterpart: with whom: the receiving unit's full name, or the school's.
        voice: in whose words.
        unit: the unit that signs, or the person's school.
        class_unit: the person's class, where it is known.
        class_name: the class as the list writes it; empty for units and for staff without a class.
        number: place in the list of the class or, for staff and units, of the school or keeper, from 1.
        post: a staff member's post (岗位), or the head's post (校长, 园长) for a unit.
        head: name of the head who signs for a unit; empty while the list says none.
    """

    id: str
    relation: PledgeRelation
    keeper: Organisation
    signer: str
    counterpart: str
    voice: Voice
    unit: Organisation
    class_unit: Organisation | None = None
    class_name: str = ""
    number: int = 1
    post: str = ""
    head: str = ""
