import { cancelImport, closeImport, startImport, useImportRun, type ImportRun } from '../../app/importRun.js';
import { Page } from '../../app/Page.js';
import { useLogSummary, useProject } from '../../app/project.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage, ProgressPanel, Section } from '../../ui/index.js';
import { CustomersPanel } from './CustomersPanel.js';
import { EventNames } from './EventNames.js';
import { FileCard } from './FileCard.js';
import { FileDrop } from './FileDrop.js';
import classes from './import.module.css';
import { ImportBar } from './ImportBar.js';
import { importFaults, importInputOf } from './importInput.js';
import { ImportReport } from './ImportReport.js';
import { sampledEventNames } from './mappingForm.js';
import { MappingSentence } from './MappingSentence.js';
import { PreviewTable } from './PreviewTable.js';
import { PropertyTable } from './PropertyTable.js';
import { useAnswers, type Answers } from './useAnswers.js';
import { readyFiles, useImportFiles, type ImportFiles } from './useImportFiles.js';

/** Brings a log into the project: choose files, check what they mean, import, read what came of it. */
export function ImportScreen() {
  const { project } = useProject();
  const run = useImportRun(project);
  if (run?.report) return <ImportReport project={project} report={run.report} onMore={() => closeImport(project)} />;
  const isRunning = run?.status === 'running' || run?.status === 'cancelling';
  return (
    <>
      {isRunning && <Running project={project} run={run} />}
      {/* Stays beneath a running import, so that the answers are still there when it is cancelled or fails. */}
      <div className={classes['holder']} hidden={isRunning}>
        <Preparation project={project} error={run?.error} />
      </div>
    </>
  );
}

function Running({ project, run }: { project: string; run: ImportRun }) {
  return (
    <Page title="Importing" hint="Either all of it comes in or, if you cancel, nothing. You can go on working meanwhile." narrow>
      <div className={classes['running']}>
        <ProgressPanel progress={run.progress} onCancel={() => cancelImport(project)} cancelling={run.status === 'cancelling'} />
      </div>
    </Page>
  );
}

function Preparation({ project, error }: { project: string; error: unknown }) {
  const { engine } = useHost();
  const log = useLogSummary();
  const files = useImportFiles();
  const answers = useAnswers(project, files.files);
  const start = () => {
    const input = importInputOf(answers);
    if (input) void startImport(engine, input);
  };
  return (
    <div className={classes['screen']}>
      <Page title="Import data" hint="Waypost needs to know who did what, and when. It looks at the file and guesses; you check.">
        <div className={classes['steps']}>
          <ErrorMessage error={error} title="Nothing was imported" />
          <Files files={files} />
          <EventsStep answers={answers} />
          <CustomersStep answers={answers} />
        </div>
      </Page>
      {files.files.length > 0 && (
        <ImportBar
          faults={importFaults(answers)}
          log={log}
          replace={answers.replace}
          onReplace={answers.setReplace}
          onImport={start}
        />
      )}
    </div>
  );
}

function Files({ files }: { files: ImportFiles }) {
  return (
    <div className={classes['files']}>
      {files.files.length > 0 && (
        <ul className={classes['fileList']} aria-label="Files">
          {files.files.map((file) => (
            <FileCard
              key={file.id}
              file={file}
              onRole={(role) => files.setRole(file.id, role)}
              onRemove={() => files.remove(file.id)}
            />
          ))}
        </ul>
      )}
      <FileDrop onFiles={files.add} compact={files.files.length > 0} />
    </div>
  );
}

function EventsStep({ answers }: { answers: Answers }) {
  const file = readyFiles(answers.files, 'events')[0];
  const form = answers.mapping;
  if (!file || !form) return null;
  const { preview } = file.state;
  const found = sampledEventNames(preview, form.event.kind === 'column' ? form.event.column : undefined);
  return (
    <>
      <Section title={`What a row of ${file.name} says`}>
        <MappingSentence
          preview={preview}
          form={form}
          onChange={answers.setMapping}
          timezone={answers.timezone}
          onTimezone={answers.setTimezone}
        />
        <PreviewTable preview={preview} form={form} />
      </Section>
      <div className={classes['mappingColumns']}>
        <Section title="Properties" hint="What else is known of an event. Journeys can ask for it.">
          <PropertyTable preview={preview} form={form} onChange={(properties) => answers.setMapping({ properties })} />
        </Section>
        {form.event.kind === 'column' && (
          <Section
            title="Names of events"
            hint="Samples and recipes speak of “Product Viewed” or “Order Completed”; yours may stay as they are."
          >
            <EventNames found={found} names={form.names} onChange={(names) => answers.setMapping({ names })} />
          </Section>
        )}
      </div>
    </>
  );
}

function CustomersStep({ answers }: { answers: Answers }) {
  const file = readyFiles(answers.files, 'customers')[0];
  if (!file || !answers.customers) return null;
  return (
    <Section title={`Who the customers in ${file.name} are`}>
      <CustomersPanel preview={file.state.preview} form={answers.customers} onChange={answers.setCustomers} />
    </Section>
  );
}
