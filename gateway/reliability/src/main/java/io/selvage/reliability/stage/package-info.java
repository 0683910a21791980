/**
 * What a goal is measured on: gateways, the services behind them, the catalog between.
 */
@NullMarked
package io.selvage.reliability.stage;

import org.jspecify.annotations.NullMarked;
