"""What each host of a site should be, as components in the order in which they are applied. Pure but for templates.

The rules come before anything is forwarded, and the packages that they need before them; so the order is packages,
firewall (a component of its own, see `confirm`), and then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from closedcircuit import network
from closedcircuit.controls import Parameter
from closedcircuit.documents.published import UNPUBLISHED, History
from closedcircuit.fleet import keeping, logins, people
from closedcircuit.fleet.component import HEADER, Component, File
from closedcircuit.fleet.logins import Limits
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Interface, Organization, Site
from closedcircuit.recorder import CREDENTIALS
from closedcircuit.rendering import template

RELEASE = "bookworm"


def components(
    inventory: Inventory,
    site: Site,
    host: Host,
    secrets: Mapping[str, str],
    numbers: Mapping[str, Parameter],
    history: History = UNPUBLISHED,
) -> dict[str, Component]:
    """The components of a host by id, but for its firewall; `secrets` holds the values of `secret_names`.

    `numbers` are the parameters of the controls. `history` are the published versions, of which a recorder keeps every
    period of retention with its first day.
    """
    organization, limits = inventory.organization, Limits.of(numbers)
    parts = [
        _hostname(site, host),
        _packages(organization),
        _tools(),
        _kernel(host),
        _ssh(limits),
        logins.component(limits),
        _time(site, host, organization),
        _routes(site, host, organization),
    ]
    if names := secret_names(site, [host]):
        parts.append(_credentials(names, secrets))
    if host.role in people.ROLES:
        clock = next(iter(_sources(site, host, organization)), "none")
        if host.role == "recorder":
            parts += keeping.components(inventory, site, host, secrets, clock, numbers, history)
        else:
            parts += keeping.accounted(inventory, site, host, clock, numbers)
    return {part.id: part for part in parts}


def secret_names(site: Site, hosts: Iterable[Host]) -> set[str]:
    """The secrets that hosts of a site need: a recorder's are the logins of its cameras."""
    ids = {host.id for host in hosts}
    logins = (camera.login for camera in site.cameras.values() if camera.recorder in ids)
    return {login.password.secret for login in logins if login}


def _hostname(site: Site, host: Host) -> Component:
    name = site.hostname(host)
    return Component(
        "hostname",
        "The host is named after its site and its id",
        files=(File("/etc/hostname", name + "\n"),),
        apply=(f"hostname {name}",),
    )


def _packages(organization: Organization) -> Component:
    sources = []
    if mirror := _mirror(organization):
        text = template("hosts/apt.sources.j2").render(mirror=mirror, release=RELEASE)
        # The installer's own list names servers that a closed network never reaches.
        sources = [
            File("/etc/apt/sources.list.d/closedcircuit.sources", text),
            File("/etc/apt/sources.list", "# Written by closedcircuit: see sources.list.d/closedcircuit.sources.\n"),
        ]
    return Component("packages", "Packages come from the mirror", files=tuple(sources))


def _tools() -> Component:
    return Component("tools", "Packages that every host needs", packages=("nftables", "chrony"))


def _mirror(organization: Organization) -> str | None:
    managers = organization.managers
    return str(next(iter(managers[0].interfaces.values())).address) if managers else None


def _kernel(host: Host) -> Component:
    six = [leg for leg in host.interfaces.values() if leg.address.version == 6]
    values = {
        "net/ipv4/ip_forward": str(int(host.role == "gateway")),
        "net/ipv6/conf/all/forwarding": str(int(host.role == "gateway" and len(six) > 1)),
    }
    for leg in ("all", "default"):
        values |= {
            # A packet that came in by another leg than its answer would leave by is spoofed.
            f"net/ipv4/conf/{leg}/rp_filter": "1",
            f"net/ipv4/conf/{leg}/accept_redirects": "0",
            f"net/ipv4/conf/{leg}/secure_redirects": "0",
            f"net/ipv4/conf/{leg}/send_redirects": "0",
            f"net/ipv4/conf/{leg}/accept_source_route": "0",
            # One leg does not answer for the address of another.
            f"net/ipv4/conf/{leg}/arp_ignore": "1",
            f"net/ipv4/conf/{leg}/arp_announce": "2",
            f"net/ipv6/conf/{leg}/accept_redirects": "0",
            f"net/ipv6/conf/{leg}/accept_source_route": "0",
        }
    for leg in ("default", *host.interfaces):
        values |= {f"net/ipv6/conf/{leg}/accept_ra": "0", f"net/ipv6/conf/{leg}/autoconf": "0"}
    lines = "".join(f"{path} = {value}\n" for path, value in values.items())
    files = (
        File("/etc/sysctl.d/60-closedcircuit.conf", HEADER + lines),
        File(
            "/etc/systemd/system/systemd-sysctl.service.d/closedcircuit.conf",
            template("hosts/sysctl-after-firewall.conf.j2").render(),
        ),
    )
    return Component(
        "kernel",
        "Only a gateway forwards, and no kernel is redirected",
        files=files,
        values=MappingProxyType(values),
        apply=("systemctl daemon-reload",),
    )


def _ssh(limits: Limits) -> Component:
    path = "/etc/ssh/sshd_config.d/10-closedcircuit.conf"
    text = template("hosts/sshd.conf.j2").render(idle_minutes=limits.idle_minutes)
    return Component(
        "ssh",
        "SSH takes keys only",
        files=(File(path, text, "600"),),
        check=f"/usr/sbin/sshd -t -f {path}.closedcircuit",
        apply=("systemctl reload-or-restart ssh",),
        units=("ssh.service",),
    )


def _sources(site: Site, host: Host, organization: Organization) -> list[str]:
    """The addresses from which a host takes its time."""
    here = network.node(host, site, organization)
    found = network.edges(site, organization)
    above = {edge.target for edge in found if edge.service == "ntp" and edge.source == here}
    return list(dict.fromkeys(_servers(site, host, organization, above)))


def _time(site: Site, host: Host, organization: Organization) -> Component:
    here = network.node(host, site, organization)
    found = network.edges(site, organization)
    below = {edge.source for edge in found if edge.service == "ntp" and edge.target == here}
    zones = network.zones(site, organization)
    text = template("hosts/chrony.conf.j2").render(
        sources=_sources(site, host, organization),
        serves=[str(zones[zone].cidr) for zone in sorted(below) if zone in zones] if host.role == "gateway" else [],
    )
    path = "/etc/chrony/chrony.conf"
    return Component(
        "time",
        "Time comes from the gateway",
        files=(File(path, text),),
        check=f"chronyd -p -f {path}.closedcircuit >/dev/null",
        apply=("systemctl restart chrony",),
        units=("chrony.service",),
    )


def _servers(site: Site, host: Host, organization: Organization, targets: set[str]) -> Iterator[str]:
    """The addresses at which a host finds the members of zones and the gateways it may ask for the time."""
    for gateway in site.gateways:
        if f"host/{gateway.id}" in targets and (leg := _facing(gateway, host, site)):
            yield str(leg.address)
    for other in organization.managers:
        if any(leg.zone in targets for leg in other.interfaces.values()):
            yield str(next(iter(other.interfaces.values())).address)


def _facing(gateway: Host, host: Host, site: Site, version: int | None = None) -> Interface | None:
    """The gateway's leg in a zone of the host's, one that is not among cameras first; with `version`, one of that."""
    own = {leg.zone for leg in host.interfaces.values()}
    legs = [leg for leg in gateway.interfaces.values() if leg.zone in own and version in (None, leg.address.version)]
    return min(legs, key=lambda leg: leg.zone in site.camera_zones, default=None)


def _routes(site: Site, host: Host, organization: Organization) -> Component:
    """The way to zones of the organization and the site by the gateway, and no default route among cameras."""
    cameras = [leg.id for leg in host.interfaces.values() if leg.zone in site.camera_zones]
    ways: list[tuple[str, str]] = []
    if host.role != "gateway" and site.gateways:
        own = {other.zone for other in host.interfaces.values()}
        ways = [
            (str(zone.cidr), str(leg.address))
            for key, zone in sorted(network.zones(site, organization).items())
            if key not in own and zone.kind not in ("internet", "camera")
            if (leg := _facing(site.gateways[0], host, site, zone.cidr.version))
        ]
    return Component(
        "routes",
        "No way out of the camera network, and no name server",
        files=(
            File(
                "/usr/local/lib/closedcircuit/routes",
                template("hosts/routes.sh.j2").render(routes=ways, camera_interfaces=cameras),
                "755",
            ),
            File("/etc/systemd/system/closedcircuit-routes.service", template("hosts/routes.service.j2").render()),
            File("/etc/resolv.conf", "# Written by closedcircuit: nothing in a closed network is looked up by name.\n"),
        ),
        apply=("systemctl daemon-reload", "systemctl restart closedcircuit-routes.service"),
        units=("closedcircuit-routes.service",),
    )


def _credentials(names: set[str], secrets: Mapping[str, str]) -> Component:
    """A file per secret, which units read by LoadCredential= and no person does."""
    files = [File(f"{CREDENTIALS}/{name}", secrets[name], "600", secret=True) for name in sorted(names)]
    return Component("credentials", "Logins of the cameras", files=tuple(files))
