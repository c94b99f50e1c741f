//! The acts of which no ledger tells: each leaves an entry in the audit, with who did it and to what.

use crate::codes::codes;

codes! {
    /// What was done to rows beside the ledgers, as the audit names it.
    pub enum AuditAct {
        /// A company was given its name.
        Profile = "profile",
        /// A person was added, or changed otherwise than in their roles.
        Person = "person",
        /// It was noted in which directory a person is who came with a merge (H-31).
        PersonOrigin = "person_origin",
        /// Somebody was given roles, or lost some (I-09).
        ChangeRoles = "change_roles",
        /// Somebody's name, address or language was corrected.
        ChangePerson = "change_person",
        /// Somebody was taken out of the directory of a company (G-14).
        TakeOut = "take_out",
        /// The admins of a directory became those of a tenant (D-07).
        AttendTenant = "attend_tenant",
        /// An API token was made.
        ApiToken = "api_token",
        /// An API token was ended.
        RevokeApiToken = "revoke_api_token",
        /// A secret address of a calendar was made.
        ExportFeed = "export_feed",
        /// A secret address of a calendar was ended.
        EndExportFeed = "end_export_feed",
        /// An address to which events are sent was made.
        WebhookEndpoint = "webhook_endpoint",
        /// Such an address got a new secret.
        RenewWebhookSecret = "renew_webhook_secret",
        /// Events were asked for again at such an address.
        ReplayWebhookEvents = "replay_webhook_events",
        /// Such an address that rested was woken, and has whoever did it as its owner.
        WakeWebhookEndpoint = "wake_webhook_endpoint",
        /// Nothing is sent to such an address for now.
        RestWebhookEndpoint = "rest_webhook_endpoint",
        /// Such an address was ended.
        EndWebhookEndpoint = "end_webhook_endpoint",
        /// A link was made that lets somebody in once.
        EnterLink = "enter_link",
        /// Somebody came in by such a link.
        SignIn = "sign_in",
        /// A browser's session was ended.
        SignOut = "sign_out",
        /// A ticket was opened (J-01).
        OpenTicket = "open_ticket",
        /// Support took a ticket.
        TakeTicket = "take_ticket",
        /// Support asked something in a ticket.
        AskInTicket = "ask_in_ticket",
        /// Something was answered in a ticket.
        ReplyInTicket = "reply_in_ticket",
        /// It was said in writing in a ticket that something is for ever (H-04).
        AcknowledgeInTicket = "acknowledge_in_ticket",
        /// A file was added to a ticket.
        AttachToTicket = "attach_to_ticket",
        /// What a ticket asks was granted.
        GrantTicket = "grant_ticket",
        /// What a ticket asks was refused.
        RefuseTicket = "refuse_ticket",
        /// A ticket was closed.
        CloseTicket = "close_ticket",
        /// A ticket was opened again.
        ReopenTicket = "reopen_ticket",
        /// The members of a campaign were counted, and a run proposed (J-40).
        SimulateCampaign = "simulate_campaign",
        /// A run of a campaign was approved.
        ApproveCampaign = "approve_campaign",
        /// A run of a campaign was started.
        StartCampaign = "start_campaign",
        /// A run of a campaign was closed.
        CloseCampaign = "close_campaign",
        /// A member of a run was enrolled, or skipped.
        CampaignMember = "campaign_member",
        /// A version of the programme was planned.
        ProgrammePlan = "programme_plan",
        /// Somebody agreed to such a plan.
        ProgrammeApproval = "programme_approval",
        /// Such a plan was applied.
        ProgrammeApplication = "programme_application",
        /// Notices of a day were sent.
        Notices = "notices",
        /// The clock of a sandbox was moved.
        Clock = "clock",
        /// The database was restored from a backup.
        Restore = "restore",
    }
}
