import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useCommands } from '../../../app/commands.js';
import { formatNumber } from '../../../ui/index.js';
import { ComparePanel } from '../../compare/index.js';
import { Customers } from '../customers/Customers.js';
import { Messages } from '../messages/Messages.js';
import { heightToShow } from '../model/drawerHeight.js';
import { suppressedCount } from '../../../../shared/results/overview.js';
import { Overview } from '../overview/Overview.js';
import { PathsTab } from '../paths/PathsTab.js';
import { RunBar } from '../states/RunBar.js';
import { StoryPanel } from '../story/StoryPanel.js';
import { Timeline } from '../timeline/Timeline.js';
import { ResizeHandle } from './ResizeHandle.js';
import { ResultsContext, useResults, type Results } from './ResultsContext.js';
import { useSpace } from './useSpace.js';
import { RESULTS_TABS, showTab, toggleCollapsed, useResultsView, type ResultsTab } from './viewStore.js';
import classes from './drawer.module.css';

interface DrawerProps {
  project: string;
  journeyId: string;
  /** The run that shows, if there is one. */
  results: Results | undefined;
  /** What stands in the drawer while there is no run: what to do, how far it is, what went wrong. */
  instead: ReactNode;
  /** Stands above the run that shows: why a later one failed. */
  notice: ReactNode;
  onShowNode: ((node: string) => void) | undefined;
}

const TAB_NAMES: Record<ResultsTab, string> = {
  overview: 'Overview',
  paths: 'Paths',
  timeline: 'Timeline',
  messages: 'Messages',
  customers: 'Customers',
  compare: 'Compare',
};

function useDrawerCommands(): void {
  const collapsed = useResultsView((state) => state.collapsed);
  useCommands([
    {
      id: 'results.toggle',
      group: 'Results',
      label: collapsed ? 'Show the results' : 'Fold the results',
      keys: 'mod+j',
      run: toggleCollapsed,
    },
    ...RESULTS_TABS.map((tab) => ({
      id: `results.${tab}`,
      group: 'Results',
      label: `Results: ${TAB_NAMES[tab]}`,
      run: () => showTab(tab),
    })),
  ]);
}

/** The drawer under the canvas: its edge, its tabs, the run's own line, and what the chosen tab shows. */
export function Drawer({ project, journeyId, results, instead, notice, onShowNode }: DrawerProps) {
  const root = useRef<HTMLElement>(null);
  const space = useSpace(root);
  const { height, collapsed, tab, story } = useResultsView();
  useDrawerCommands();
  const shown = heightToShow(height, space, tab === 'compare' || (results !== undefined && story !== undefined));
  return (
    <section
      ref={root}
      id="results"
      className={classes['drawer']}
      aria-label="Results"
      data-collapsed={collapsed || undefined}
      style={{ '--height': `${shown}px` }}
    >
      <h2 className="wp-visually-hidden">Results</h2>
      <ResizeHandle height={shown} space={space} collapsed={collapsed} />
      <ResultsContext value={results}>
        <Tabs value={tab} onChange={(next) => showTab(asTab(next))} keepMounted={false} className={classes['tabs']}>
          <DrawerTop project={project} journeyId={journeyId} counted={results !== undefined} collapsed={collapsed} />
          {!collapsed &&
            RESULTS_TABS.map((name) => (
              <Tabs.Panel key={name} value={name} className={classes['panel']}>
                {name === 'compare' ? (
                  <ComparePanel onShowNode={onShowNode} />
                ) : results ? (
                  <>
                    {notice}
                    <div className={classes['content']}>
                      <Content tab={name} onShowNode={onShowNode} />
                    </div>
                  </>
                ) : (
                  instead
                )}
              </Tabs.Panel>
            ))}
        </Tabs>
      </ResultsContext>
    </section>
  );
}

interface DrawerTopProps {
  project: string;
  journeyId: string;
  /** Whether there is a run whose messages and customers the tabs count. */
  counted: boolean;
  collapsed: boolean;
}

function DrawerTop({ project, journeyId, counted, collapsed }: DrawerTopProps) {
  const fold = collapsed ? 'Show the results' : 'Fold the results';
  return (
    <div className={classes['top']}>
      <Tabs.List className={classes['list']} aria-label="Results">
        {RESULTS_TABS.map((name) => (
          <Tabs.Tab key={name} value={name} onClick={() => showTab(name)}>
            {TAB_NAMES[name]}
            {counted && <TabCount tab={name} />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <RunBar project={project} journeyId={journeyId} />
      <Tooltip label={fold}>
        <ActionIcon aria-label={fold} aria-expanded={!collapsed} onClick={toggleCollapsed}>
          {collapsed ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function asTab(value: string | null): ResultsTab {
  return RESULTS_TABS.find((tab) => tab === value) ?? 'overview';
}

function TabCount({ tab }: { tab: ResultsTab }) {
  const { result } = useResults();
  const counts: Partial<Record<ResultsTab, number>> = {
    messages: result.messages.sent + suppressedCount(result),
    customers: result.customers,
  };
  const count = counts[tab];
  return count === undefined ? null : <span className={classes['count']}> {formatNumber(count)}</span>;
}

function Content({ tab, onShowNode }: { tab: ResultsTab; onShowNode: DrawerProps['onShowNode'] }) {
  const story = useResultsView((state) => state.story);
  if (tab === 'overview') return <Overview />;
  if (tab === 'paths') return <PathsTab />;
  if (tab === 'timeline') return <Timeline />;
  return (
    <div className={classes['split']}>
      <div className={classes['cells']} data-story={story !== undefined || undefined}>
        <div className={classes['table']}>{tab === 'messages' ? <Messages /> : <Customers />}</div>
        {story !== undefined && (
          <div className={classes['story']}>
            <StoryPanel key={story} userId={story} onShowNode={onShowNode} />
          </div>
        )}
      </div>
    </div>
  );
}
