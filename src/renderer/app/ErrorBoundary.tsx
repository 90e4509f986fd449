import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmptyState, errorText } from '../ui/index.js';
import classes from './shell.module.css';

interface ErrorBoundaryProps {
  /** A change of it (another screen) tries again. */
  place: string;
  children: ReactNode;
}

/** Keeps a fault of one screen from taking the others with it. Nothing is lost: what was drawn is already stored. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown; place: string }> {
  override state: { error: unknown; place: string } = { error: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: { error: unknown; place: string }) {
    return props.place === state.place ? null : { error: undefined, place: props.place };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error('A screen failed:', error, info.componentStack);
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className={classes['center']}>
        <EmptyState
          icon={<IconBug size={20} />}
          title="This screen stopped working"
          level={1}
          actions={
            <>
              <Button onClick={() => this.setState({ error: undefined })}>Show it again</Button>
              <Button variant="filled" onClick={() => window.location.reload()}>
                Reload Waypost
              </Button>
            </>
          }
        >
          <span role="alert">Your work is stored. What went wrong: {errorText(error)}</span>
        </EmptyState>
      </div>
    );
  }
}
