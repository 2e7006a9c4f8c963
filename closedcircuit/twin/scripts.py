"""What runs inside the capsule: shell and configuration text, from a layout. Pure.

Every value here comes from the inventory by way of types (addresses) or patterns of its schema (ids, interfaces, MACs),
so none can hold more than letters, digits, dots, colons and hyphens.
"""

from __future__ import annotations

from closedcircuit.fleet.desired import RELEASE
from closedcircuit.twin.layout import Layout, Node

STATE = "/run/twin"
"""Where a twin keeps what it needs: on a file system that only the capsule's processes have."""

# The capsule's process 1. It reaps what is orphaned, and ends with the command it is given.
HOLDER = f"""set -e
umount -R -l /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
exec 8< "$IMAGES" 9<&0
mount -t tmpfs -o size=75%,mode=755 tmpfs /run
mkdir -p /run/netns /run/systemd/nspawn /run/lock {STATE}/images {STATE}/hosts {STATE}/log {STATE}/snapshots
mount --bind /proc/self/fd/8 {STATE}/images
exec 8<&-
mount -t tmpfs -o mode=1777 tmpfs /tmp
ip link set lo up
sysctl -qw net.ipv6.conf.default.disable_ipv6=1
for knob in iptables ip6tables arptables; do sysctl -qw "net.bridge.bridge-nf-call-$knob=0" 2>/dev/null || true; done
touch {STATE}/ready
"$@" <&9 &
wait $!
"""

# A host starts anew whenever it asks to: nspawn ends with 133 then, and leaves the rest to its caller.
# Rules and sysctls live in the network namespace, so each start makes it from nothing, as power would.
LOOP = f"""group=$1 host=$2; shift 2
echo $$ > "$group/loop/cgroup.procs"
while :; do
  sh -e "{STATE}/hosts/$host/network" || exit
  code=0
  sh -c 'echo $$ > "$0/system/cgroup.procs"; exec "$@"' "$group" "$@" || code=$?
  [ $code = 133 ] || break
done
"""


def bridges(layout: Layout) -> str:
    """Commands for `ip -batch`: a bridge per zone."""
    lines = []
    for number, _ in enumerate(layout.zones):
        lines += [f"link add z{number} type bridge mcast_snooping 0", f"link set z{number} up"]
    return "\n".join(lines) + "\n"


def network(layout: Layout, node: Node) -> str:
    """A script that makes the network stack of a node from nothing.

    The addresses of a machine are its own affair (`interfaces`): a leg is handed over as a cable would be.
    """
    first = sum(len(other.legs) for other in layout.nodes[: layout.nodes.index(node)])
    ports = [f"v{first + number}" for number, _ in enumerate(node.legs)]
    lines = [f"ip link del {port} 2>/dev/null || true" for port in ports]
    lines += [f"ip netns del {node.name} 2>/dev/null || true", f"ip netns add {node.name}"]
    # Debian's own start: what this machine's kernel hands down to new namespaces is not a host's.
    sysctls = {"net.ipv4.ip_forward": 0, "net.ipv6.conf.all.forwarding": 0, "net.ipv6.conf.default.disable_ipv6": 0}
    sysctls |= {"net.ipv6.conf.all.disable_ipv6": 0, "net.ipv4.conf.all.rp_filter": 0}
    # No address is a duplicate here, so none waits to find that out.
    sysctls |= {"net.ipv4.conf.default.rp_filter": 0, "net.ipv6.conf.default.accept_dad": 0}
    if not node.machine:  # a redirect would send later packets another way than the probe's
        sysctls |= {"net.ipv4.conf.all.accept_redirects": 0, "net.ipv4.conf.default.accept_redirects": 0}
    if node.role == "backbone":
        sysctls |= {"net.ipv4.ip_forward": 1, "net.ipv6.conf.all.forwarding": 1}
    if node.role == "camera":  # many devices in one stack: each answers for its own address only
        sysctls |= {"net.ipv4.conf.all.arp_ignore": 1, "net.ipv4.conf.all.arp_announce": 2}
    settings = " ".join(f"{key}={value}" for key, value in sysctls.items())
    lines.append(f"ip netns exec {node.name} sysctl -qw {settings}")
    lines.append("ip -batch - <<END")
    for port, leg in zip(ports, node.legs, strict=True):
        bridge = layout.zones.index(leg.zone)
        lines.append(f"link add {port} type veth peer name {leg.interface} address {leg.mac} netns {node.name}")
        lines.append(f"link set {port} master z{bridge} up")
    lines.append("END")
    if not node.machine:
        lines += [f"ip -n {node.name} -batch - <<END", *_plugged(node), "END"]
        for version in (4, 6):
            lines += [f"ip -{version} -n {node.name} -batch - <<END", *_ways(node, version), "END"]
    cables = [
        f"iifname {leg.interface} ether saddr != {leg.peer.mac} drop;" for leg in node.legs if leg.peer is not None
    ]
    if cables:
        chain = f"chain cables {{ type filter hook prerouting priority raw; {' '.join(cables)} }}"
        lines.append(f"ip netns exec {node.name} nft 'table inet twin {{ {chain}; }}'")
    return "\n".join(lines) + "\n"


def _plugged(node: Node) -> list[str]:
    """Addresses and routes of a stand-in, for `ip -batch`. Each leg of many speaks through its own interface."""
    lines = ["link set lo up"]
    for leg in node.legs:
        flags = " nodad" if leg.address.version == 6 else ""
        lines.append(f"addr add {leg.address}/{leg.prefix} dev {leg.interface}{flags}")
        lines.append(f"link set {leg.interface} up")
        if leg.peer:
            lines.append(f"route add {leg.peer.address} dev {leg.interface}")
    lines += [f"route add {route.target or 'default'} via {route.via}" for route in node.routes]
    return lines


def _ways(node: Node, version: int) -> list[str]:
    """Routes of the cameras of a stand-in by which each speaks for itself, for `ip -batch` of one version of IP."""
    lines: list[str] = []
    if node.role == "camera":
        for number, leg in enumerate(node.legs, start=1000):
            if leg.address.version == version:
                lines.append(f"route add {leg.network} dev {leg.interface} src {leg.address} table {number}")
                lines += [
                    f"route add default via {route.via} dev {leg.interface} table {number}" for route in node.routes
                ]
                lines.append(f"rule add from {leg.address} lookup {number} pref {number}")
    return lines


def interfaces(node: Node) -> str:
    """A machine's /etc/network/interfaces, as the installer leaves it."""
    lines = ["auto lo", "iface lo inet loopback"]
    for leg in node.legs:
        family = "inet6" if leg.address.version == 6 else "inet"
        lines += [
            "",
            f"auto {leg.interface}",
            f"iface {leg.interface} {family} static",
            f"    address {leg.address}/{leg.prefix}",
        ]
        lines += [
            f"    gateway {route.via}" for route in node.routes if route.target is None and route.via in leg.network
        ]
    return "\n".join(lines) + "\n"


def sources(mirror: str) -> str:
    """A machine's package sources: the mirror on the management host."""
    return "".join(
        f"deb http://{mirror}/{archive} {suite} main\n"
        for archive, suite in (
            ("debian", RELEASE),
            ("debian", f"{RELEASE}-updates"),
            ("debian-security", f"{RELEASE}-security"),
        )
    )


def ssh_config(layout: Layout, state: str) -> str:
    """An OpenSSH configuration for the machines: by id, by `site/id` hostname, and by address."""
    lines = []
    for node in layout.machines:
        lines += [f"Host {node.name} {node.hostname} {node.reached_at}", f"  HostName {node.reached_at}"]
        lines += [f"  HostKeyAlias {node.reached_at}"]
    lines += [
        "Host *",
        "  User root",
        f"  IdentityFile {state}/key",
        "  IdentitiesOnly yes",
        "  BatchMode yes",
        "  ConnectTimeout 10",
    ]
    lines += [
        "  StrictHostKeyChecking yes",
        f"  UserKnownHostsFile {state}/known_hosts",
        "  GlobalKnownHostsFile /dev/null",
    ]
    return "\n".join(lines) + "\n"
