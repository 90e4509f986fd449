import type { Progress } from '../../shared/contract/procedure.js';
import type { CliIo } from './io.js';

export const PROGRESS_MODES = ['auto', 'json', 'none'] as const;
export type ProgressMode = (typeof PROGRESS_MODES)[number];

/** Shows how far a command has come, on stderr. */
export interface ProgressPrinter {
  report: (progress: Progress) => void;
  /** Clears what is shown, before other text is written. */
  end: () => void;
}

const SILENT: ProgressPrinter = { report: () => undefined, end: () => undefined };

/** Lines of JSON where asked for; a line that rewrites itself on a terminal; else nothing. */
export function progressPrinter(io: CliIo, mode: ProgressMode, quiet: boolean): ProgressPrinter {
  if (mode === 'json')
    return {
      report: (progress) => {
        io.stderr.write(`${JSON.stringify(progress)}\n`);
      },
      end: () => undefined,
    };
  if (mode === 'none' || quiet || !io.stderrIsTerminal) return SILENT;
  return rewritingLine(io);
}

function rewritingLine(io: CliIo): ProgressPrinter {
  let shown = false;
  return {
    report: (progress) => {
      shown = true;
      io.stderr.write(`\r\u001B[K${lineOf(progress)}`);
    },
    end: () => {
      if (shown) io.stderr.write('\r\u001B[K');
      shown = false;
    },
  };
}

/** "Reading events.csv  45 %  1,200,000 rows  800,000/s  2 s left" */
export function lineOf(progress: Progress): string {
  const number = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    progress.stage,
    progress.fraction === undefined ? '' : `${number(progress.fraction * 100)} %`,
    progress.done === undefined ? '' : number(progress.done),
    progress.perSecond === undefined ? '' : `${number(progress.perSecond)}/s`,
    progress.secondsLeft === undefined ? '' : `${number(progress.secondsLeft)} s left`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}
