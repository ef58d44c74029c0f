"""Write a software bill of materials (CycloneDX 1.6) and a list of licenses into `build`.

Every package that the program needs, with version, license and the hashes that the pins name.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from typing import Any

from common import BUILD, NAME, ROOT, version
from licenses import license_name, parts

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> None:
    pins = pinned_hashes((ROOT / "requirements.txt").read_text("utf-8"))
    components = [
        component(name, found.version, license_name(found), pins.get(canonical(name), []))
        for name, found in sorted(parts().items(), key=lambda pair: pair[0].lower())
    ]
    components.append(component("Python", sys.version.split()[0], "PSF-2.0", []))
    BUILD.mkdir(parents=True, exist_ok=True)
    target = BUILD / "sbom.cdx.json"
    target.write_text(json.dumps(bill(components), indent=2) + "\n", "utf-8")
    listing = "\n".join(
        f"{part['name']} {part['version']}\t{part['licenses'][0]['license']['name']}"
        for part in components
    )
    (BUILD / "licenses.tsv").write_text(listing + "\n", "utf-8")
    print(f"Wrote {target} and licenses.tsv beside it: {len(components)} parts.")


def bill(components: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole document; the same parts give the same serial number."""
    digest = sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    serial = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": NAME, "version": version()},
        },
        "components": components,
    }


def component(name: str, number: str, license_text: str, hashes: list[str]) -> dict[str, Any]:
    """Return one part. A license that the package doesn't name is in its own file."""
    part: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{canonical(name)}@{number}",
        "name": name,
        "version": number,
        "licenses": [{"license": {"name": license_text or "see its license file"}}],
    }
    if name != "Python":
        part["purl"] = f"pkg:pypi/{canonical(name)}@{number}"
    if hashes:
        part["properties"] = [{"name": "pinned:sha256", "value": one} for one in hashes]
    return part


def pinned_hashes(requirements: str) -> dict[str, list[str]]:
    """Return the hashes of each pinned package, by its name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in requirements.splitlines():
        if match := PIN.match(line):
            name = canonical(match[1])
            found.setdefault(name, [])
        if name:
            found[name] += HASH.findall(line)
    return found


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
