/** A group of a Prometheus rules file. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly AlertingRule[];
}

/** An alerting rule, in the order in which the fields are written. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long the expression must hold before the alert fires, as Prometheus writes durations. */
  readonly for: string;
  readonly labels: { readonly severity: 'error' | 'warning' };
  readonly annotations: {
    /** One line that says what is wrong with what. */
    readonly summary: string;
    /** When the job last ran, how it ended, and the duptop command that shows why. */
    readonly description: string;
  };
}
