/** Imported before every other schema by pages: their policy forbids `new Function`, which zod would otherwise try. */

import { z } from 'zod';

z.config({ jitless: true });
