/**
 * Who may call an API: subscription keys, products, and in whose context a request runs.
 */
@NullMarked
package io.selvage.gateway.access;

import org.jspecify.annotations.NullMarked;
