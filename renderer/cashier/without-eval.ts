/** Imported before everything else: the page's policy forbids `new Function`, which zod would otherwise try. */

import { z } from 'zod';

z.config({ jitless: true });
