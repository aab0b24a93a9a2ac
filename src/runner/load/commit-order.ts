/**
 * Work was given up before its turn: somebody before it may be waiting for what its transaction holds,
 * or nothing more is to be done.
 */
export class NotItsTurn extends Error {
  override readonly name = 'NotItsTurn';
  constructor() {
    super('its turn did not come');
  }
}

/** Lets pieces of work that run side by side end one after the other, in the order of their numbers from 0 on. */
export class Turns {
  private now = 0;
  isOver = false;
  /** The one whose turn it is had to begin again. */
  private isDisturbed = false;
  private waiting: (() => void)[] = [];

  /** Comes back when everything before it is done. @throws NotItsTurn where it has to let go of what it holds */
  async inTransaction(number: number): Promise<void> {
    while (this.now < number && !this.isOver && !this.isDisturbed) await this.news();
    if (this.now !== number || this.isOver) throw new NotItsTurn();
  }

  /** The same for one that holds nothing: whether its turn came. */
  async idle(number: number): Promise<boolean> {
    while (this.now < number && !this.isOver) await this.news();
    return !this.isOver;
  }

  done(): void {
    this.now += 1;
    this.isDisturbed = false;
    this.tell();
  }

  /** Those after it let go of what they hold. */
  disturb(number: number): void {
    if (number === this.now) this.isDisturbed = true;
    this.tell();
  }

  /** Nobody's turn comes any more. */
  end(): void {
    this.isOver = true;
    this.tell();
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  private tell(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const go of waiting) go();
  }
}
