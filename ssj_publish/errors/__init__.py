"""Every reason for a refusal, by room: whoever raises one says ``errors.Reason(…)``."""

from ssj_publish.errors.answers import *
from ssj_publish.errors.base import *
from ssj_publish.errors.changing import *
from ssj_publish.errors.disclosures import *
from ssj_publish.errors.drawing import *
from ssj_publish.errors.encoding import *
from ssj_publish.errors.git import *
from ssj_publish.errors.guests import *
from ssj_publish.errors.importers import *
from ssj_publish.errors.inspecting import *
from ssj_publish.errors.keys import *
from ssj_publish.errors.ledger import *
from ssj_publish.errors.office import *
from ssj_publish.errors.planning import *
from ssj_publish.errors.records import *
from ssj_publish.errors.registers import *
from ssj_publish.errors.signing import *
from ssj_publish.errors.site import *
from ssj_publish.errors.tlog import *
from ssj_publish.errors.web import *
from ssj_publish.errors.witness import *
