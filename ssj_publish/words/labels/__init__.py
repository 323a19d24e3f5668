"""What people read for the codes, fields and kinds of the records: one set for commands, pages, importers and forms."""

from ssj_publish.words.labels.beacons import beacon as beacon
from ssj_publish.words.labels.beacons import beacon_told as beacon_told
from ssj_publish.words.labels.codes import *
from ssj_publish.words.labels.duties import DUES as DUES
from ssj_publish.words.labels.duties import LATE as LATE
from ssj_publish.words.labels.duties import due_about as due_about
from ssj_publish.words.labels.duties import due_command as due_command
from ssj_publish.words.labels.fields import *
from ssj_publish.words.labels.irregularities import IRREGULARITIES as IRREGULARITIES
from ssj_publish.words.labels.irregularities import LOOKED_FOR as LOOKED_FOR
from ssj_publish.words.labels.irregularities import irregularity as irregularity
from ssj_publish.words.labels.places import also as also
from ssj_publish.words.labels.places import codes as codes
from ssj_publish.words.labels.places import field as field
from ssj_publish.words.labels.places import inner as inner
from ssj_publish.words.labels.places import place as place
from ssj_publish.words.labels.places import way as way
from ssj_publish.words.labels.stamps import stamp as stamp
