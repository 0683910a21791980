/**
 * The gateway's own meters, named {@code selvage.*}: found when the catalog changes, not
 * when a request arrives.
 */
@NullMarked
package io.selvage.gateway.metrics;

import org.jspecify.annotations.NullMarked;
