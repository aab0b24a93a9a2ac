/** Which of the places that a zone can come from a value may have it from; none of NULL. */
export interface ZoneOrigins {
  /** SYSTIMESTAMP. */
  readonly server: boolean;
  /** CURRENT_TIMESTAMP, a value without a zone: what timestamptz shows, too. */
  readonly session: boolean;
  /** Of its own, which is reported where the value is made, or at the column that keeps it. */
  readonly reported: boolean;
  /** A program outside of the inputs, or a text: nothing has said that it gets lost. */
  readonly unsaid: boolean;
}
