/**
 * Takes the catalog's secrets out of what people read.
 */
@NullMarked
package io.selvage.gateway.redaction;

import org.jspecify.annotations.NullMarked;
