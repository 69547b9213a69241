"""Configuration of the documentation: what it is called, and what autodoc is to make of the package."""

import sys
from pathlib import Path

_HERE = Path(__file__).parent
sys.path[:0] = [str(_HERE.parent), str(_HERE / "_ext")]

from asyncdex import constants, version  # noqa: E402 - found by the line above

# Made when somebody first asks for it; what looks through the module would pass it over before.
_ = constants.ratelimit_data

project = "asyncdex"
copyright = "the asyncdex developers"
release = version

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "endpoints", "fields"]
exclude_patterns = ["_build", "_ext"]
html_theme = "furo"
html_title = f"asyncdex {version}"
html_copy_source = False
html_show_sphinx = False

add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {
    "members": True,
    "show-inheritance": True,
    # How models come from MangaDex is their own business, and two rooms deep.
    "exclude-members": "load, made, wiring",
}
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
default_role = "code"

# No other project's inventory is at hand when these pages are built offline: its names cannot become links.
nitpick_ignore_regex = [
    (r"py:.*", r"(aiohttp|collections|datetime|enum|msgspec|os|pathlib|re|types)\..+"),
    # Type variables.
    (r"py:class", r"asyncdex\..*\.(A|D|M|T|_O|_V)"),
    # What the models are made of and from, which is not shown.
    (r"py:class", r"asyncdex\.(_api|_http|_wire)\..*|asyncdex\.models\.(wiring|fields|sheet)\..*"),
    (
        r"py:class",
        r"asyncdex\.models\.(chapter_(account|pages|places)|manga_(account|editing|reading)|client_account)\..*",
    ),
    (
        r"py:class",
        r"asyncdex\.pages\.(delivery\.Delivery|server\.Page(Server)?|store\.MemorySink|stream\.Writable)",
    ),
    (r"py:class", r"_asyncio\..*"),
    # What the sandbox is made of, and names of the standard library that its signatures leave bare.
    (r"py:class", r"asyncdex\.sandbox\.server\..*|Base|Host|Shelf|Standing|Thread"),
    (r"py:class", r"EllipsisType|datetime|_T|_Timer"),
]
