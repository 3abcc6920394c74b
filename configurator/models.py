"""Every table, so that migrations and tests see the whole schema."""

from catalog import stock
from configurator.accounts import models as accounts
from configurator.insight import models as insight
from configurator.messages import models as messages
from configurator.orders import models as orders
from configurator.publishing import models as publishing

TABLES = (stock, accounts, insight, messages, orders, publishing)
