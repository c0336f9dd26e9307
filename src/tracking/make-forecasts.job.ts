import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { MakeForecasts } from './make-forecasts.usecase.js';

/** Wakes the forecasts on every replica; holds no rule. A missed tick is made up for by the next. */
@Injectable()
export class MakeForecastsJob implements OnModuleInit {
  private readonly log = new Logger(MakeForecastsJob.name);

  constructor(
    private readonly making: MakeForecasts,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('forecasts');
  }

  @Cron('40 */10 * * * *', { name: 'forecasts', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      await this.heartbeats.beat('forecasts', await this.making.execute());
    } catch (error) {
      this.log.error({ msg: 'forecasts could not be made; it is tried again', error: String(error) });
    }
  }
}
