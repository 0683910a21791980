/**
 * The traces of requests in the shape of Azure API Management: started, kept and shown.
 */
@NullMarked
package io.selvage.gateway.trace;

import org.jspecify.annotations.NullMarked;
