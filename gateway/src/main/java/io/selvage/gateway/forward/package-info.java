/**
 * Sends one attempt of a request to one endpoint and relays its answer: clients, header
 * rules, bodies that can be sent again, and the table of what can go wrong.
 */
@NullMarked
package io.selvage.gateway.forward;

import org.jspecify.annotations.NullMarked;
