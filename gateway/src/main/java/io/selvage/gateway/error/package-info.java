/**
 * What clients are told when something fails, and the one line about it in the log.
 */
@NullMarked
package io.selvage.gateway.error;

import org.jspecify.annotations.NullMarked;
