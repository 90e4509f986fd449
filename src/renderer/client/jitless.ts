import { z } from 'zod';

// The content security policy forbids turning text into code; zod would try, and the try is reported as a violation.
// To be imported before any schema is made.
z.config({ jitless: true });
