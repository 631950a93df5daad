/** Something that whoever runs the command can mend or must decide; `advice` says what to do. */
export class AdvisedError extends Error {
  readonly advice: string;
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
