/**
 * Who may use the management API, and what for.
 */
@NullMarked
package io.selvage.catalog.security;

import org.jspecify.annotations.NullMarked;
