"""A rehearsal: hosts are raised, deployed twice, observed and judged, footage ends, and all is attacked; then disarmed,
and attacked again."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from closedcircuit import network
from closedcircuit.check import Evidence, check, templates
from closedcircuit.documents.wording import wording
from closedcircuit.errors import Refusal
from closedcircuit.fleet import deploy, desired, gate
from closedcircuit.fleet.observe import observe
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import evidence, expiry
from closedcircuit.twin.erasure import Erasure
from closedcircuit.twin.probes import Probe, probes
from closedcircuit.twin.sending import send, weaken
from closedcircuit.twin.twin import Twin
from closedcircuit.verdict import Report

Say = Callable[[str], None]


@dataclass(frozen=True)
class Probing:
    """What probes showed.

    `wrong` got through and may not, or may and did not; `still_closed` did not arrive in the control either.
    """

    expected_open: int
    expected_closed: int
    wrong: tuple[Probe, ...]
    opened: int
    still_closed: tuple[Probe, ...]


@dataclass(frozen=True)
class Rehearsal:
    """What a rehearsal showed. Where hosts could not be deployed, `errors` says why, and nothing after it was done.

    `first` and `second` count the operations that changed something; `erasure` is None where no recorder is ours.
    """

    site: str
    first: int
    second: int | None
    errors: tuple[str, ...]
    probing: Probing | None
    report: Report | None
    erasure: Erasure | None = None

    @property
    def exit_code(self) -> int:
        """0 where all is as it must be, else 1; the verdict's own code where that is worse."""
        if self.errors or self.second is None or self.probing is None or self.report is None:
            return 1
        closed = self.second == 0 and not self.probing.wrong and not self.probing.still_closed
        erased = self.erasure is None or self.erasure.proved
        return self.report.exit_code or int(not (closed and erased))


def rehearse(loaded: Inventory, site: Site, day: datetime.date, say: Say) -> Rehearsal:
    """Rehearse a site as on `day`; `say` is told each step.

    Raises Refusal where management would not reach a host, ToolError where this machine cannot raise a twin.
    """
    if lost := list(gate.cut_off(loaded, [site])):
        raise Refusal("the inventory would cut management off\n" + "\n".join(lost))
    made = {name: secrets.token_urlsafe(24) for name in sorted(desired.secret_names(site, site.hosts.values()))}
    with Twin.up(site, loaded.organization, say) as twin, twin.management.at(), twin.temporary():
        settings = Settings("rehearsal", "", twin.ssh_config, made)
        with evidence.watched(twin, loaded, site, made):
            say("deploying over SSH")
            (first,) = deploy.deploy(loaded, [site], settings)
            if first.errors:
                return Rehearsal(site.id, first.changed, None, first.errors, None, None)
            say("deploying again")
            (second,) = deploy.deploy(loaded, [site], settings)
            say("observing")
            for host in site.hosts.values():
                # A host that has only just started does not know the time yet. One that never does is found all the
                # same. An eraser that did not have its hour yet has it now.
                twin.hosts[host.id].run(["chronyc", "waitsync", "20", "0", "0", "1"], check=False)
                if host.role == "recorder":
                    twin.hosts[host.id].run(["systemctl", "start", "keeper-erase.service"], check=False)
            evidence.wait_for_footage(twin, loaded, site, made)
            seen = observe(loaded, [site], settings, day)
        errors = (*second.errors, *seen.errors)
        if errors:
            return Rehearsal(site.id, first.changed, second.changed, errors, None, None)
        found = Evidence(observed=evidence.real(seen.document, twin, loaded, site, day))
        report = check(loaded, wording(loaded, templates(loaded)), [site], day, found)
        say("recording fake cameras, and letting one of their days end")
        erasure = expiry.rehearse(twin, loaded, site, made)
        probing = probe(twin, probes(twin.layout, network.matrix(loaded, site)), say)
    return Rehearsal(site.id, first.changed, second.changed, (), probing, report, erasure)


def probe(twin: Twin, planned: Sequence[Probe], say: Say) -> Probing:
    """Send all probes, then take from every host what closes it and send again those that must not arrive."""
    allowed = [probe for probe in planned if probe.allowed]
    closed = [probe for probe in planned if not probe.allowed]
    say(f"probing: {len(allowed)} connections that must open, {len(closed)} that must not")
    through = send(twin, planned, expect=allowed)
    say("control: the same, with rules flushed and forwarding on")
    for host in twin.hosts.values():
        if host.node.machine:
            weaken(host)
    opened = send(twin, closed, expect=closed)
    return Probing(
        len(allowed),
        len(closed),
        tuple(probe for probe in planned if (probe in through) != probe.allowed),
        len(opened),
        tuple(probe for probe in closed if probe not in opened),
    )
