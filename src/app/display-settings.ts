/** Settings with every "follow the system" resolved. */
export interface DisplaySettings {
  readonly theme: 'light' | 'dark';
  /** BCP 47. */
  readonly locale: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly firstDay: number;
}
