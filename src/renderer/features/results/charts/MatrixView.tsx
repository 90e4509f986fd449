import { matrixOption, PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { matrixTable, type MatrixFigure } from '../../../../shared/results/figure.js';
import { formatNumber } from '../../../ui/index.js';
import { ChartFigure } from './ChartFigure.js';
import { behindHint, openBehind } from './openBehind.js';
import classes from './charts.module.css';

/** A square table of counts, tinted; each cell opens its customers. */
export function MatrixView({ matrix, className }: { matrix: MatrixFigure; className?: string | undefined }) {
  const { labels, cells } = matrix;
  const most = Math.max(1, ...cells.flatMap((row) => row.map(({ count }) => count)));
  return (
    <ChartFigure
      title={matrix.title}
      meaning={matrix.meaning}
      className={className}
      saving={{
        name: matrix.key,
        table: matrixTable(matrix),
        picture: {
          option: () => matrixOption(matrix, PRINT_PALETTE),
          width: Math.max(480, labels.length * 120 + 160),
          height: labels.length * 44 + 40,
        },
      }}
    >
      <div className={classes['matrixBox']} tabIndex={0} role="group" aria-label={matrix.title}>
        <table className={classes['matrix']}>
          <caption className="wp-visually-hidden">{matrix.title}: customers messaged by both</caption>
          <thead>
            <tr>
              <td />
              {labels.map((label, place) => (
                <th key={place} scope="col" title={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, first) => (
              <tr key={first}>
                <th scope="row" title={labels[first]}>
                  {labels[first]}
                </th>
                {row.map(({ count, behind }, second) => (
                  <td key={second} data-own={first === second || undefined} style={{ '--share': count / most }}>
                    {behind && count > 0 ? (
                      <button
                        type="button"
                        title={behindHint(behind)}
                        aria-label={`${labels[first] ?? ''} and ${labels[second] ?? ''}: ${formatNumber(count)}`}
                        onClick={() => openBehind(behind)}
                      >
                        {formatNumber(count)}
                      </button>
                    ) : (
                      formatNumber(count)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFigure>
  );
}
